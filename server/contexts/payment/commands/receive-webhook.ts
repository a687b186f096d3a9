import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { transactions, webhookEvents } from "@/db/schema/payment";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import { logger } from "@/server/platform/logger";
import { paymentProvider } from "../adapters/provider";
import { recordOutcome } from "../adapters/tell-outcome";

export const receiveWebhookInput = z.object({
  provider: z.string().max(40),
  signature: z.string().max(1_000),
  body: z.string().max(100_000),
});
export const receiveWebhookOutput = z.object({ taken: z.enum(["now", "before"]) });

type Output = z.infer<typeof receiveWebhookOutput>;

/**
 * What a provider tells us, proved by its signature. Doubled, late and out of order as it may come, each of its events
 * counts once, and what a later one has settled an earlier one doesn't undo. One about a payment that we don't know
 * yet refuses with `not_found`: the provider sends it again.
 */
export async function receiveWebhook({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof receiveWebhookInput>>): Promise<Output> {
  const provider = paymentProvider();
  if (provider.name !== input.provider) throw new DomainError("not_found");
  const { id, reference, outcome } = provider.readWebhook(input.body, input.signature, ctx.now());
  const first = await ctx.tx
    .insert(webhookEvents)
    .values({ provider: provider.name, eventId: id, receivedAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ eventId: webhookEvents.eventId });
  if (first.length === 0) return { taken: "before" };
  const [transaction] = await ctx.tx
    .select({ id: transactions.id, status: transactions.status })
    .from(transactions)
    .where(and(eq(transactions.provider, provider.name), eq(transactions.providerReference, reference)));
  if (transaction === undefined) throw new DomainError("not_found");
  if (transaction.status !== "requested" && transaction.status !== outcome.status) {
    logger.warn(
      { transactionId: transaction.id, was: transaction.status, told: outcome.status },
      "late webhook",
    );
  }
  await recordOutcome(ctx, transaction.id, reference, outcome);
  return { taken: "now" };
}
