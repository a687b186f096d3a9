import { readFileSync } from "node:fs";

/** The data of an event version as it was on its first day (docs/events). */
export function goldenData(type: string): object {
  return JSON.parse(readFileSync(`docs/events/${type}.golden.json`, "utf8"));
}
