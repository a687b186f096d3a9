import { replaceTimer } from "@/server/platform/in-time";
import { replaceSagaIo } from "@/server/platform/sagas/io";
import { bookARepair } from "@/server/sagas/book-a-repair";
import { takeADeposit } from "./deposit-saga";
import { type Violation, violations } from "./invariants";
import { Portal, portalOf, type Sagas } from "./portal";
import { modelledIo } from "./saga-io";
import { Scenario } from "./scenario";
import { timer, World } from "./world";

export interface Outcome {
  seed: number;
  violations: Violation[];
  /** What happened, line by line, when asked for. */
  trace: readonly string[];
  happened: number;
}

export interface Options {
  faults?: readonly string[];
  sagas?: Partial<Sagas>;
  traced?: boolean;
}

/** One run from its seed: the same seed does the same, step by step. */
export async function simulate(
  seed: number,
  { faults = [], sagas = {}, traced = false }: Options = {},
): Promise<Outcome> {
  replaceSagaIo(modelledIo((world) => portalOf(world).stores.customer));
  replaceTimer(timer);
  const world = new World(seed, { faults, traced });
  try {
    const told: { scenario?: Scenario } = {};
    const portal = new Portal(
      world,
      { bookARepair, takeADeposit, ...sagas },
      { charged: (id) => told.scenario?.charged(id), asked: (orderId) => told.scenario?.asked(orderId) },
    );
    const scenario = new Scenario(portal);
    told.scenario = scenario;
    scenario.begin();
    const rested = await world.run();
    return {
      seed,
      violations: violations(scenario, rested),
      trace: world.trace,
      happened: world.happened,
    };
  } finally {
    replaceSagaIo(undefined);
    replaceTimer(undefined);
  }
}
