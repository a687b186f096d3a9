/** A kept answer, with the versions that its tags had before it was loaded. */
export interface Entry {
  value: unknown;
  versions: readonly string[];
  freshUntil: number;
}

/** Where answers are kept: in this process, or in Redis for all of them. */
export interface Store {
  /** The entry and the versions of its tags now, read at one moment. */
  read(key: string, tags: readonly string[]): Promise<{ entry: Entry | undefined; versions: string[] }>;
  keep(key: string, entry: Entry, millis: number): Promise<void>;
  /** True for one of all who ask, until it is released or its time is over. */
  lock(key: string, millis: number): Promise<boolean>;
  release(key: string): Promise<void>;
  /** From now on no entry with one of these tags holds. */
  renew(tags: readonly string[]): Promise<void>;
}

/** What a tag's version is before anything happened to it. */
export const firstVersion = "0";

export function holds(entry: Entry | undefined, versions: readonly string[]): entry is Entry {
  return entry !== undefined && versions.every((version, index) => entry.versions[index] === version);
}
