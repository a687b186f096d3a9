import { counter } from "../telemetry";

const served = counter("mycomputer_cache_answers_total", "Askers of kept answers, by how they were served");

const outcomes = ["hits", "stale", "joined", "waited", "loads", "bypassed"] as const;
type Outcome = (typeof outcomes)[number];

export type CacheCount = Record<Outcome, number> & {
  name: string;
  /** The share of askers who cost the origin nothing. */
  hitRatio: number;
};

/** How askers were served, by the name that a key begins with. */
export class CacheCounts {
  private readonly byName = new Map<string, Record<Outcome, number>>();

  add(key: string, outcome: Outcome): void {
    const name = key.slice(0, Math.max(0, key.indexOf(":"))) || key;
    const counts = this.byName.get(name) ?? {
      hits: 0,
      stale: 0,
      joined: 0,
      waited: 0,
      loads: 0,
      bypassed: 0,
    };
    counts[outcome] += 1;
    served.add({ name, outcome });
    this.byName.set(name, counts);
  }

  list(): CacheCount[] {
    return [...this.byName].map(([name, counts]) => {
      const all = outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
      return { name, ...counts, hitRatio: (all - counts.loads - counts.bypassed) / all };
    });
  }
}
