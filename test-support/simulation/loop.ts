import { inProcess, type Process, wake } from "./world";

/**
 * What a worker does again and again: when there is something to do, and again after a pause for as long as there
 * is. A look that finds nothing is left out, for it changes nothing.
 */
export class Loop {
  #running = false;
  #next: number | undefined;

  constructor(
    readonly process: Process,
    readonly pauseMillis: number,
    /** Answers with whether to look again after the pause. */
    readonly work: () => Promise<boolean>,
  ) {}

  /** Looks then, unless it does before. */
  kick(millis: number): void {
    const { world } = this.process;
    const at = world.now + millis;
    if (this.process.dead || (this.#next !== undefined && this.#next <= at)) return;
    this.#next = at;
    world.after(millis, () => wake(this.process, () => this.#look(at)));
  }

  #look(at: number): void {
    // Superseded by an earlier look that came in between, or busy: whoever is at it looks again.
    if (this.#next !== at) return;
    if (this.#running) {
      this.#next = undefined;
      this.kick(this.pauseMillis);
      return;
    }
    this.#next = undefined;
    this.#running = true;
    inProcess(this.process, this.work)
      .catch(() => true)
      .then((again) => {
        this.#running = false;
        if (again) this.kick(this.pauseMillis * (0.5 + this.process.world.chance.next()));
      });
  }
}
