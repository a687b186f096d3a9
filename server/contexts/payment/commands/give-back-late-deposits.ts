import { and, eq, gt, inArray, isNotNull, isNull, lt, or } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { ordersTakenBack, transactions } from "@/db/schema/payment";
import type { Call, VerbContext } from "@/server/platform/call";
import { logger } from "@/server/platform/logger";
import { inTransaction } from "@/server/platform/verb";
import { depositById, type TransactionRow } from "../adapters/deposits";
import { giveDepositBack } from "../adapters/give-deposit-back";
import { askProvider } from "../adapters/tell-outcome";

export const giveBackLateDepositsOutput = z.object({ givenBack: z.number().int() });

const minuteMillis = 60 * 1000;
/** How long a provider may still say that the money of a deposit taken back arrived. */
const lateMillis = 30 * 24 * 60 * minuteMillis;
const depositsAtOnce = 100;

/**
 * Gives back what was asked for or paid for orders that were taken back: they were cancelled, the provider said late
 * that the money is there, or whoever asked it died before the answer was kept.
 */
export async function giveBackLateDeposits({
  ctx,
}: Call<VerbContext, unknown>): Promise<z.infer<typeof giveBackLateDepositsOutput>> {
  const late = await inTransaction(ctx, ({ tx }) => lateDeposits(tx, ctx.now()));
  let givenBack = 0;
  for (const deposit of late) {
    try {
      await giveDepositBack(ctx, await heardOf(ctx, deposit));
      givenBack += 1;
    } catch (error) {
      logger.warn(
        { transactionId: deposit.id, err: error },
        "a late deposit was not given back, trying again",
      );
    }
  }
  return { givenBack };
}

/** A deposit whose request nobody heard the end of is asked for again, under its key: else its money would stay. */
async function heardOf(ctx: VerbContext, deposit: TransactionRow): Promise<TransactionRow> {
  if (deposit.providerReference !== null) return deposit;
  await askProvider(ctx, deposit);
  return (await inTransaction(ctx, ({ tx }) => depositById(tx, deposit.id))) ?? deposit;
}

/** Those that somebody may still be asking the provider for are left to them for a minute. */
async function lateDeposits(tx: Tx, now: Date): Promise<TransactionRow[]> {
  const found = await tx
    .select({ transactions })
    .from(ordersTakenBack)
    .innerJoin(transactions, eq(transactions.orderId, ordersTakenBack.orderId))
    .where(
      and(
        gt(ordersTakenBack.takenBackAt, new Date(now.getTime() - lateMillis)),
        eq(transactions.kind, "deposit"),
        or(
          and(
            inArray(transactions.status, ["requested", "captured"]),
            isNotNull(transactions.providerReference),
          ),
          and(
            inArray(transactions.status, ["requested", "cancelled"]),
            isNull(transactions.providerReference),
            lt(transactions.updatedAt, new Date(now.getTime() - minuteMillis)),
          ),
        ),
      ),
    )
    .limit(depositsAtOnce);
  return found.map((row) => row.transactions);
}
