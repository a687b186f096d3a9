import type { FeedEvent } from "./events";

/** `work_order.cancelled.v1` is version 1 of `work_order.cancelled`. */
const versioned = /^(.+)\.v(\d+)$/;

/** Why an event of a known type can't be handled, in words; undefined when it can. */
export type Interest = "wanted" | "ignored" | { unknownVersion: string };

/**
 * What a consumer makes of an event's type. Types that it does not name are none of its business; another version
 * of one that it does name is, and may never be skipped without a word.
 */
export function interestIn(
  types: readonly string[] | undefined,
  { type }: Pick<FeedEvent, "type">,
): Interest {
  if (types === undefined || types.includes(type)) return "wanted";
  const [, name, version] = versioned.exec(type) ?? [];
  const known = types.flatMap((one) => {
    const [, knownName, knownVersion] = versioned.exec(one) ?? [];
    return knownName === name && knownVersion !== undefined ? [`v${knownVersion}`] : [];
  });
  if (name === undefined || known.length === 0) return "ignored";
  const knows = known.join(", ");
  return { unknownVersion: `version v${version} of ${name} is not known here (known: ${knows})` };
}

/** The names whose events, of whatever version, are not ignored; undefined: all. */
export function namesOfInterest(types: readonly string[] | undefined): string[] | undefined {
  return types && [...new Set(types.map((type) => versioned.exec(type)?.[1] ?? type))];
}
