import { databases } from "@/db/client";
import {
  type DecisionLog,
  type Driven,
  driveTwoPhase,
  type Part,
} from "@/server/contexts/payment/adapters/drive-two-phase";
import { handOverKind, handOverParts } from "@/server/contexts/payment/adapters/hand-over-parts";
import { beginTwoPhase, decisionLog } from "@/server/contexts/payment/adapters/two-phase-log";
import { insideVerb, staff } from "./calls";
import { gent } from "./network";

/** Counts the moments before and after each call; at the chosen one the process is gone, with what it was about to do. */
function dyingAt(moment: number) {
  let passed = 0;
  const killed = Promise.withResolvers<"killed">();
  async function pass(): Promise<void> {
    if (passed++ === moment) killed.resolve("killed");
    if (passed > moment) await new Promise(() => {});
  }
  function around<Args extends unknown[], T>(call: (...args: Args) => Promise<T>) {
    return async (...args: Args): Promise<T> => {
      await pass();
      const answer = await call(...args);
      await pass();
      return answer;
    };
  }
  return { killed: killed.promise, around };
}

/** Hands an order over with a coordinator that dies at a moment; it has some dozen of them, then it lives. */
export async function handOverDyingAt(
  moment: number,
  order: { id: string; version: number },
  priceMinor: number,
): Promise<Driven | "killed"> {
  const actor = staff({ role: "front_desk", serviceCenterId: gent.id });
  const ctx = insideVerb("payment", "test", { actor });
  const { killed, around } = dyingAt(moment);
  const { id } = await beginTwoPhase(ctx, handOverKind, order.id);
  const real = handOverParts(ctx, id, {
    orderId: order.id,
    expectedVersion: order.version,
    serviceCenterId: gent.id,
    price: { amountMinor: priceMinor, currency: "EUR" },
    leaveUnpaid: false,
  });
  const dying = ({ prepare, commit, abort }: Part): Part => ({
    prepare: around(prepare),
    commit: around(commit),
    abort: around(abort),
  });
  const log = decisionLog(ctx, id);
  const dyingLog: DecisionLog = { decide: around(log.decide), end: around(log.end) };
  const parts = { custody: dying(real.custody), ledger: dying(real.ledger) };
  const { twoPhase } = await databases();
  return twoPhase(() =>
    Promise.race([driveTwoPhase({ state: "preparing", own: true }, parts, dyingLog, () => true), killed]),
  );
}
