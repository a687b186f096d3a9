import { setTimeout as pause } from "node:timers/promises";
import { logger } from "../logger";
import { CacheCounts } from "./counts";
import { type Entry, holds, type Store } from "./store";

export interface CacheOptions {
  ttlSeconds: number;
  /** How much longer an answer is given while one caller has it loaded anew; never one that a tag has ended. */
  staleSeconds?: number;
  tags: readonly string[];
}

const lockMillis = 5_000;
const lookAgainMillis = 25;
/** After a failure Redis is left alone for this long. */
const restMillis = 2_000;

interface Flight {
  versions: readonly string[];
  answer: Promise<unknown>;
}

/**
 * Answers that may be kept, each loaded once however many ask: in a process by sharing the flight, among processes
 * by a lock. Which answers still hold is asked of the store every time, so that a change that was confirmed is seen
 * by the next reader in any process.
 */
export class Cache {
  readonly counts = new CacheCounts();
  private readonly flights = new Map<string, Flight>();
  private readonly direct = new Map<string, { current: Promise<unknown>; next?: Promise<unknown> }>();
  private readonly refreshing = new Set<string>();
  /** Tags whose end could not be told to the store yet. */
  private readonly owed = new Set<string>();
  private restsUntil = 0;

  constructor(private readonly store: Store) {}

  async get<T>(key: string, options: CacheOptions, load: () => Promise<T>): Promise<T> {
    const { tags } = options;
    const seen = await this.tryStore(() => this.store.read(key, tags));
    if (seen === undefined || tags.some((tag) => this.owed.has(tag))) {
      this.counts.add(key, "bypassed");
      return this.loadAfter(key, load);
    }
    const { entry, versions } = seen;
    if (!holds(entry, versions)) return this.fly(key, versions, () => this.fill(key, options, load));
    if (entry.freshUntil > Date.now()) {
      this.counts.add(key, "hits");
    } else {
      this.counts.add(key, "stale");
      this.refreshAside(key, options, load);
    }
    return entry.value as T; // what this key's load answered before
  }

  /**
   * Ends every answer with one of the tags, in every process. Call it when the change is committed and before it is
   * confirmed. A store that is away is told later; until then this process keeps nothing under these tags.
   */
  async invalidate(tags: readonly string[]): Promise<void> {
    for (const tag of tags) this.owed.add(tag);
    // What is being loaded now may have been read before the change.
    this.flights.clear();
    await this.payOwed();
  }

  /** Tells the store what it could not be told before. */
  async payOwed(): Promise<void> {
    const tags = [...this.owed];
    if (tags.length === 0) return;
    const told = await this.tryStore(async () => {
      await this.store.renew(tags);
      return true;
    });
    if (told) for (const tag of tags) this.owed.delete(tag);
  }

  private fly<T>(key: string, versions: readonly string[], work: () => Promise<T>): Promise<T> {
    const flying = this.flights.get(key);
    if (flying !== undefined && versions.every((version, index) => flying.versions[index] === version)) {
      this.counts.add(key, "joined");
      return flying.answer as Promise<T>; // the same key's load
    }
    const answer = work().finally(() => {
      if (this.flights.get(key)?.answer === answer) this.flights.delete(key);
    });
    this.flights.set(key, { versions, answer });
    return answer;
  }

  /**
   * While nobody can say what still holds, nothing is kept, and whoever asks shares a loading that began after the
   * question: the one that follows the one in flight.
   */
  private loadAfter<T>(key: string, load: () => Promise<T>): Promise<T> {
    const flying = this.direct.get(key);
    if (flying === undefined) return this.loadDirectly(key, load());
    flying.next ??= flying.current.then(
      () => this.loadDirectly(key, load()),
      () => this.loadDirectly(key, load()),
    );
    return flying.next as Promise<T>; // the same key's load
  }

  private loadDirectly<T>(key: string, current: Promise<T>): Promise<T> {
    const flight: { current: Promise<unknown>; next?: Promise<unknown> } = { current };
    this.direct.set(key, flight);
    const land = () => {
      if (this.direct.get(key) === flight && flight.next === undefined) this.direct.delete(key);
    };
    current.then(land, land);
    return current;
  }

  /** Loads the answer, or waits for the process that is loading it. */
  private async fill<T>(key: string, options: CacheOptions, load: () => Promise<T>): Promise<T> {
    const giveUpAt = Date.now() + lockMillis;
    while (Date.now() < giveUpAt) {
      const locked = await this.tryStore(() => this.store.lock(key, lockMillis));
      if (locked === undefined) break;
      const seen = await this.tryStore(() => this.store.read(key, options.tags));
      if (seen === undefined) break;
      const done = holds(seen.entry, seen.versions) && seen.entry.freshUntil > Date.now();
      if (done) {
        if (locked) await this.tryStore(() => this.store.release(key));
        this.counts.add(key, "waited");
        return seen.entry?.value as T; // what another process loaded for this key
      }
      if (locked) return this.loadAndKeep(key, options, seen.versions, load);
      await pause(lookAgainMillis);
    }
    this.counts.add(key, "bypassed");
    return load();
  }

  private async loadAndKeep<T>(
    key: string,
    { ttlSeconds, staleSeconds = 0 }: CacheOptions,
    versions: readonly string[],
    load: () => Promise<T>,
  ): Promise<T> {
    this.counts.add(key, "loads");
    try {
      const value = await load();
      const entry: Entry = { value, versions, freshUntil: Date.now() + ttlSeconds * 1000 };
      await this.tryStore(() => this.store.keep(key, entry, (ttlSeconds + staleSeconds) * 1000));
      return value;
    } finally {
      await this.tryStore(() => this.store.release(key));
    }
  }

  private async refreshAside<T>(key: string, options: CacheOptions, load: () => Promise<T>): Promise<void> {
    if (this.refreshing.has(key)) return;
    this.refreshing.add(key);
    try {
      if (!(await this.tryStore(() => this.store.lock(key, lockMillis)))) return;
      const seen = await this.tryStore(() => this.store.read(key, options.tags));
      if (seen !== undefined) await this.loadAndKeep(key, options, seen.versions, load);
    } catch (error) {
      logger.warn({ key, err: error }, "a kept answer can't be made anew");
    } finally {
      this.refreshing.delete(key);
    }
  }

  /** Undefined while the store is away. */
  private async tryStore<T>(ask: () => Promise<T>): Promise<T | undefined> {
    if (Date.now() < this.restsUntil) return undefined;
    try {
      return await ask();
    } catch (error) {
      this.restsUntil = Date.now() + restMillis;
      logger.warn({ err: error }, "the cache is away: answers are loaded each time");
      return undefined;
    }
  }
}
