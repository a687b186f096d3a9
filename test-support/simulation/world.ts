import { AsyncLocalStorage } from "node:async_hooks";
import type { ContextName } from "@/server/kernel/context-name";
import { type Chance, chanceOf } from "./random";

/** A process of the simulated network, from its start to its death. Who starts it anew makes another one. */
export interface Process {
  readonly world: World;
  readonly name: string;
  /** Whose front door it serves; a browser serves none. */
  readonly serves: ContextName | undefined;
  dead: boolean;
  /** It sleeps until then, and knows nothing of it: a paused machine, a long collection of garbage. */
  stalledUntil: number;
}

interface Here {
  process: Process;
  /** The transaction that verbs of the same context may join. */
  joins?: unknown;
}

const here = new AsyncLocalStorage<Here>();

interface Happening {
  at: number;
  /** Orders what happens at the same time, by chance. */
  rank: number;
  work: () => void;
}

/** So much happens in no run that ends; one that goes on is a fault of its own. */
const mostHappenings = 60_000;
const startOfTime = Date.UTC(2026, 10, 2, 8);

/** One seeded run: the only clock, the only chance, and the order in which everything happens. */
export class World {
  readonly chance: Chance;
  readonly faults: ReadonlySet<string>;
  readonly trace: string[] = [];
  /** Set while the surroundings fail; afterwards everything works, and must come to rest. */
  troubled = true;
  /** What may happen to a process in the middle of its work. */
  mishap: (process: Process) => void = () => {};
  now = 0;
  happened = 0;
  readonly #traced: boolean;
  readonly #heap: Happening[] = [];
  readonly #names = new Map<string, string>();

  constructor(
    readonly seed: number,
    { faults = [], traced = false }: { faults?: readonly string[]; traced?: boolean } = {},
  ) {
    this.chance = chanceOf(seed);
    this.faults = new Set(faults);
    this.#traced = traced;
  }

  date(): Date {
    return new Date(startOfTime + Math.floor(this.now));
  }

  /** A failure of the surroundings: with this probability while they fail, never afterwards. */
  trouble(probability: number): boolean {
    return this.troubled && this.chance.happens(probability);
  }

  after(millis: number, work: () => void): void {
    push(this.#heap, { at: this.now + Math.max(0, millis), rank: this.chance.next(), work });
  }

  /** Tells of what happens, for whoever replays the seed. */
  tell(line: () => string): void {
    if (!this.#traced) return;
    const who = here.getStore()?.process.name ?? "";
    this.trace.push(`${(this.now / 1000).toFixed(3).padStart(9)} s  ${who.padEnd(20)} ${line()}`);
  }

  /** A short, stable name for an id, for the trace. */
  name(kind: string, id: string): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const name = `${kind}#${this.#names.size + 1}`;
    this.#names.set(id, name);
    return name;
  }

  /** Runs until nothing is left to happen. False: it did not come to rest. */
  async run(): Promise<boolean> {
    for (;;) {
      const next = pop(this.#heap);
      if (next === undefined) return true;
      if (++this.happened > mostHappenings) return false;
      this.now = next.at;
      next.work();
      // The code under test goes on in microtasks: all of them run before the next thing happens.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }
}

function before(a: Happening, b: Happening): boolean {
  return a.at < b.at || (a.at === b.at && a.rank < b.rank);
}

function push(heap: Happening[], happening: Happening): void {
  let at = heap.push(happening) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !before(happening, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = happening;
}

function pop(heap: Happening[]): Happening | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const [one, other] = [heap[left], heap[left + 1]];
    const child = one && other && before(other, one) ? left + 1 : left;
    const below = heap[child];
    if (below === undefined || !before(below, last)) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = last;
  return first;
}

export function inProcess<T>(process: Process, work: () => T, joins?: unknown): T {
  return here.run({ process, joins }, work);
}

export function thisProcess(): Process {
  const store = here.getStore();
  if (store === undefined) throw new Error("called outside the simulated processes");
  return store.process;
}

export function joinable(): unknown {
  return here.getStore()?.joins;
}

/** Goes on in a process once it is awake, and never if it is dead. */
export function wake(process: Process, work: () => void): void {
  if (process.dead) return;
  const { world, stalledUntil } = process;
  if (stalledUntil <= world.now) inProcess(process, work);
  else world.after(stalledUntil - world.now, () => wake(process, work));
}

/** Waits in the running process. One that dies meanwhile never comes back from it. */
export function sleep(millis: number): Promise<void> {
  const process = thisProcess();
  return new Promise((resolve) => process.world.after(millis, () => wake(process, resolve)));
}

/** The world's clock for code that knows none: calls back in the running process. */
export function timer(millis: number, then: () => void): () => void {
  const process = thisProcess();
  const state = { stopped: false };
  process.world.after(millis, () => {
    if (!state.stopped) wake(process, then);
  });
  return () => {
    state.stopped = true;
  };
}
