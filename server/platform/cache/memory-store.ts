import { randomUUID } from "node:crypto";
import { type Entry, firstVersion, type Store } from "./store";

const mostKept = 5_000;

/** Keeps answers in this process; the longest unused go first. */
export function memoryStore(now: () => number = Date.now): Store {
  const entries = new Map<string, { entry: Entry; until: number }>();
  const versions = new Map<string, string>();
  return {
    async read(key, tags) {
      const kept = entries.get(key);
      if (kept !== undefined) {
        entries.delete(key);
        if (kept.until > now()) entries.set(key, kept);
      }
      return {
        entry: kept !== undefined && kept.until > now() ? kept.entry : undefined,
        versions: tags.map((tag) => versions.get(tag) ?? firstVersion),
      };
    },
    async keep(key, entry, millis) {
      if (entries.size >= mostKept) entries.delete(entries.keys().next().value ?? key);
      entries.set(key, { entry, until: now() + millis });
    },
    // One flight a process is all that there can be.
    lock: async () => true,
    release: async () => {},
    async renew(tags) {
      for (const tag of tags) versions.set(tag, randomUUID());
    },
  };
}
