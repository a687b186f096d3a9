import { AsyncLocalStorage } from "node:async_hooks";
import { DomainError } from "@/server/kernel/errors";

const patienceMillis = 15_000;

/**
 * The embedded database has one connection, so a statement that waits for a row of a prepared transaction would wait
 * for itself. While anything is prepared, only the two-phase commit that prepared it, or its recovery, may write;
 * everyone else waits here, and is refused with `unavailable` after fifteen seconds.
 */
export class PreparedWindow {
  readonly #inside = new AsyncLocalStorage<true>();
  readonly #prepared = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();
  #busy = 0;
  #waiting: (() => void)[] = [];

  /** Runs a two-phase commit or a recovery, one after the other. */
  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside.getStore()) return work();
    this.#busy += 1;
    const turn = this.#last.then(() => this.#inside.run(true, work));
    this.#last = turn.then(
      () => this.#leave(),
      () => this.#leave(),
    );
    return turn;
  }

  /** Resolves when a writer may go on. */
  async enter(): Promise<void> {
    if (this.#inside.getStore()) return;
    const late = AbortSignal.timeout(patienceMillis);
    while (this.#busy > 0 || this.#prepared.size > 0) {
      if (late.aborted) throw new DomainError("unavailable", { waitingFor: "two_phase_commit" });
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        late.addEventListener("abort", () => resolve());
      });
    }
  }

  opened(gid: string): void {
    this.#prepared.add(gid);
  }

  closed(gid: string): void {
    this.#prepared.delete(gid);
    this.#wake();
  }

  #leave(): void {
    this.#busy -= 1;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
