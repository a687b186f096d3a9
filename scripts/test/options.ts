import { parseArgs } from "node:util";
import { needs, type Part, parts } from "./parts";

/** `without` is what was named, whether or not a chosen part needs it. */
export type Choice = {
  chosen: Part[];
  leftOut: { part: Part; because: string }[];
  without: readonly string[];
};

/** `--only=a,b` and `--without=a,b`; a name that does not exist is an error, or a typo would pass for a green run. */
export function chooseParts(args: string[]): Choice {
  const { values } = parseArgs({
    args,
    options: { only: { type: "string", multiple: true }, without: { type: "string", multiple: true } },
  });
  const only = known(values.only);
  const without = known(values.without);
  const candidates = only.length === 0 ? [...parts] : parts.filter((part) => hasName(part, only));
  const leftOut = candidates.flatMap((part) => {
    const because = [part.name, ...part.needs].find((name) => without.includes(name));
    return because === undefined ? [] : [{ part, because }];
  });
  return {
    chosen: candidates.filter((part) => !leftOut.some((left) => left.part === part)),
    leftOut,
    without,
  };
}

function hasName(part: Part, names: readonly string[]): boolean {
  return [part.name, ...part.needs].some((name) => names.includes(name));
}

function known(lists: string[] = []): string[] {
  const names = lists.flatMap((list) => list.split(",")).filter((name) => name !== "");
  const all = [...needs, ...parts.map((part) => part.name)];
  const unknown = names.find((name) => !all.some((one) => one === name));
  if (unknown !== undefined)
    throw new Error(`There is no part named "${unknown}". There are: ${all.join(", ")}.`);
  return names;
}
