import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { transactions } from "@/db/schema/payment";
import { DomainError } from "@/server/kernel/errors";
import type { WriteContext } from "@/server/platform/call";
import { appendEvents, readStream } from "@/server/platform/events";
import { type TransactionEvent, transactionStream } from "../contract/events";
import { type Account, capture, type Posting, refund } from "../domain/ledger";
import {
  decide,
  evolve,
  noTransaction,
  type Transaction,
  type TransactionCommand,
} from "../domain/transaction";
import type { TransactionRow } from "./deposits";
import { balanceOf, post } from "./ledger";

type Known = Exclude<Transaction, { status: "none" }>;

async function load(tx: Tx, id: string): Promise<{ transaction: Transaction; version: number }> {
  const stored = await readStream(tx, "payment", transactionStream(id));
  return {
    // Written by decide() alone.
    transaction: (stored as unknown as TransactionEvent[]).reduce(evolve, noTransaction),
    version: stored.at(-1)?.version ?? 0,
  };
}

/**
 * Decides a command on a transaction; its events, its row and the money's postings go together. A transaction that
 * moved on meanwhile refuses with `version_conflict`.
 */
export async function changeTransaction(
  ctx: WriteContext,
  id: string,
  command: TransactionCommand,
): Promise<Known> {
  // Sent in one go and run in this order: who changes the same one takes turns, at its row before its stream.
  const [row, { transaction: before, version }] = await Promise.all([lockRow(ctx.tx, id), load(ctx.tx, id)]);
  if (command.kind === "refund") await moneyMustBeHeld(ctx.tx, row, command.amountMinor);
  const events = decide(command, before);
  const after = events.reduce(evolve, before);
  if (after.status === "none") throw new DomainError("not_found");
  if (events.length === 0) return after;
  await appendEvents(ctx, transactionStream(id), events, version);
  const at = ctx.now();
  if (before.status === "none") {
    await ctx.tx.insert(transactions).values({
      ...rowOf(after),
      id,
      kind: after.kind,
      orderId: after.orderId,
      serviceCenterId: after.serviceCenterId,
      method: after.method,
      reason: after.reason,
      amountMinor: BigInt(after.amountMinor),
      currency: after.currency,
      provider: after.provider,
      requestedAt: at,
      updatedAt: at,
    });
  } else {
    await ctx.tx
      .update(transactions)
      .set({ ...rowOf(after), updatedAt: at })
      .where(eq(transactions.id, id));
  }
  await post(
    ctx,
    events.flatMap((event) => postingsOf(id, after, event)),
  );
  return after;
}

async function lockRow(tx: Tx, id: string): Promise<TransactionRow | undefined> {
  const [row] = await tx.select().from(transactions).where(eq(transactions.id, id)).for("update");
  return row;
}

/** What an order's charge has used can't be paid back from what is held. The row's lock keeps the two in turn. */
async function moneyMustBeHeld(tx: Tx, row: TransactionRow | undefined, amountMinor: number): Promise<void> {
  if (row === undefined) throw new DomainError("not_found");
  const held = -(await balanceOf(tx, { kind: "held", owner: row.orderId }, row.currency));
  if (amountMinor > held) throw new DomainError("transition_not_allowed", { refundable: held });
}

function rowOf({ status, capturedMinor, refundedMinor }: Known) {
  return { status, capturedMinor: BigInt(capturedMinor), refundedMinor: BigInt(refundedMinor) };
}

/** Cash lies in the centre's till, everything else with whoever took the card. */
function whereMoneyIs({ method, serviceCenterId, provider }: Known): Account {
  return method === "cash"
    ? { kind: "till", owner: serviceCenterId ?? "unknown" }
    : { kind: "provider", owner: provider };
}

function postingsOf(id: string, transaction: Known, event: TransactionEvent): Posting[] {
  const where = whereMoneyIs(transaction);
  switch (event.type) {
    case "payment.captured.v1":
      return [capture(id, event.data.orderId, where, event.data)];
    case "payment.refunded.v1":
      return [refund(id, event.data.orderId, where, event.data)];
    case "payment.requested.v1":
    case "payment.declined.v1":
    case "payment.cancelled.v1":
      return [];
  }
}
