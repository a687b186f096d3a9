import type { ContextName } from "@/server/kernel/context-name";
import { DomainError } from "@/server/kernel/errors";
import { inProcess, type Process, thisProcess, type World, wake } from "./world";

interface Cut {
  context: ContextName;
  until: number;
  /** Refused at once, or no word at all. */
  silent: boolean;
}

/** No call is waited for longer; what it asked for may still happen. */
const patienceMillis = 12_000;

/**
 * What lies between processes: delay, requests that are lost, come twice or come long after their caller gave up,
 * answers that are lost, and contexts cut off for a while.
 */
export class Network {
  readonly processes: Process[] = [];
  readonly #cuts: Cut[] = [];

  constructor(readonly world: World) {}

  cutOff(context: ContextName, millis: number): void {
    const silent = this.world.chance.happens(0.5);
    this.world.tell(() => `${context} is cut off for ${Math.round(millis)} ms`);
    this.#cuts.push({ context, until: this.world.now + millis, silent });
  }

  /** Asks another context; whatever is lost on the way ends as `unavailable`. */
  call<T>(to: ContextName, what: string, work: () => Promise<T>): Promise<T> {
    const from = thisProcess();
    const { world } = this;
    return new Promise((resolve, reject) => {
      let settled = false;
      const settle = (millis: number, act: () => void) =>
        world.after(millis, () => {
          if (settled) return;
          settled = true;
          wake(from, act);
        });
      const away = (millis: number) => settle(millis, () => reject(new DomainError("unavailable")));
      const cut = this.#cutOf(to);
      if (cut !== undefined) return away(cut.silent ? patienceMillis : 1);
      if (world.troubled) away(patienceMillis);
      if (world.trouble(0.03)) {
        world.tell(() => `${what}: the request is lost`);
        return away(world.chance.happens(0.5) ? 5 : patienceMillis);
      }
      const deliver = (millis: number) =>
        world.after(millis, () =>
          this.#serve(to, what, work, {
            answered: (value) => settle(this.#delay(), () => resolve(value)),
            refused: (error) => settle(this.#delay(), () => reject(error)),
            lost: () => away(world.chance.happens(0.5) ? 5 : patienceMillis),
          }),
        );
      deliver(world.trouble(0.03) ? world.chance.next() * 60_000 : this.#delay());
      if (world.trouble(0.03)) deliver(world.chance.next() * 60_000);
    });
  }

  #delay(): number {
    return 0.2 + this.world.chance.next() * 3;
  }

  #cutOf(context: ContextName): Cut | undefined {
    return this.#cuts.find((cut) => cut.context === context && this.world.now < cut.until);
  }

  #serve<T>(
    to: ContextName,
    what: string,
    work: () => Promise<T>,
    answer: { answered: (value: T) => void; refused: (error: unknown) => void; lost: () => void },
  ): void {
    const able = this.processes.filter(({ serves, dead }) => serves === to && !dead);
    const server = able[this.world.chance.between(0, able.length - 1)];
    if (server === undefined || this.#cutOf(to) !== undefined) {
      answer.lost();
      return;
    }
    wake(server, () => {
      this.world.tell(() => `${what} is asked`);
      inProcess(server, work).then(
        (value) => {
          this.world.tell(() => `${what} is answered`);
          if (this.world.trouble(0.03)) answer.lost();
          else answer.answered(value);
        },
        (error: unknown) => {
          this.world.tell(() => `${what} refuses: ${error instanceof Error ? error.message : error}`);
          answer.refused(error);
        },
      );
    });
  }
}
