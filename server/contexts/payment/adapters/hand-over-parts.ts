import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { transactions } from "@/db/schema/payment";
import type { VerbContext, WriteContext } from "@/server/platform/call";
import { appendEvents } from "@/server/platform/events";
import { abortPart, commitPart, preparePart } from "@/server/platform/two-phase/participant";
import { orderAccountStream } from "../contract/events";
import { postingsOf, type Settlement, settle } from "../domain/order-account";
import type { Part } from "./drive-two-phase";
import { balanceOf, post } from "./ledger";

export const handOverKind = "hand_over";

/** What taking the payment and handing the device over is about, as long as it is being prepared. */
export interface HandOver extends Settlement {
  expectedVersion: number;
}

/** The two parts that move together: who has the device, in Customer, and what its money is for, here. */
export function handOverParts(
  ctx: VerbContext,
  transactionId: string,
  handOver: HandOver | undefined,
): Record<"custody" | "ledger", Part> {
  const { custody } = ctx.contexts.customer;
  return {
    custody: {
      async prepare() {
        const { orderId, expectedVersion, leaveUnpaid: unpaid } = begun(handOver);
        await custody.prepareHandover.mutate({ transactionId, orderId, expectedVersion, unpaid });
      },
      async commit() {
        await custody.commitHandover.mutate({ transactionId });
      },
      async abort() {
        await custody.abortHandover.mutate({ transactionId });
      },
    },
    ledger: {
      prepare: () =>
        preparePart(ctx, transactionId, handOverKind, (inside) => settleAccount(inside, begun(handOver))),
      commit: () => commitPart(ctx, transactionId),
      abort: () => abortPart(ctx, transactionId, handOverKind),
    },
  };
}

/** A recovery prepares nothing: nextStep() has it abort what was not decided. */
function begun(handOver: HandOver | undefined): HandOver {
  if (handOver === undefined) throw new Error("a recovery prepares nothing");
  return handOver;
}

async function settleAccount(ctx: WriteContext, handOver: HandOver): Promise<void> {
  const { orderId, price } = handOver;
  await lockMoneyOf(ctx.tx, orderId);
  const heldMinor = await heldFor(ctx.tx, orderId, price.currency);
  const events = settle(handOver, heldMinor);
  // An order is charged once, so its account begins here.
  await appendEvents(ctx, orderAccountStream(orderId), events, 0);
  await post(ctx, events.flatMap(postingsOf));
}

/** Whoever uses or pays back what is held for an order does so one after the other. */
async function lockMoneyOf(tx: Tx, orderId: string): Promise<void> {
  await tx
    .select({ id: transactions.id })
    .from(transactions)
    .where(eq(transactions.orderId, orderId))
    .orderBy(transactions.id)
    .for("update");
}

/** What was paid in for an order and is not used yet. */
export async function heldFor(tx: Tx, orderId: string, currency: string): Promise<number> {
  return -(await balanceOf(tx, { kind: "held", owner: orderId }, currency));
}
