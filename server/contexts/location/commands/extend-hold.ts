import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import { holdRules, minutesAfter, whyHoldIsGone } from "../domain/hold-rules";

export const extendHoldInput = z.object({ id: z.uuid() });
export const extendHoldOutput = z.object({
  holdId: z.uuid(),
  expiresAt: z.string(),
  extensionsLeft: z.number().int(),
});

type Row = { status: "held" | "claimed" | "booked"; extensions: number; living: boolean };

/**
 * Ten minutes more from now, twice. Refuses with `hold_expired`, `hold_not_found`, `hold_extended_enough`, and with
 * `conflict` once the hold has become an order.
 */
export async function extendHold({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof extendHoldInput>>): Promise<z.infer<typeof extendHoldOutput>> {
  const now = ctx.now();
  const [hold] = await rows<Row>(
    ctx.tx,
    sql`select status, extensions, expires_at > ${now.toISOString()}::timestamptz as living
        from location.slots where id = ${input.id}::uuid for update`,
  );
  if (hold === undefined) throw new DomainError(whyHoldIsGone(input.id, now));
  if (hold.status !== "held") throw new DomainError("conflict");
  if (!hold.living) throw new DomainError("hold_expired");
  if (hold.extensions >= holdRules.extensions) throw new DomainError("hold_extended_enough");
  const expiresAt = minutesAfter(now, holdRules.holdMinutes).toISOString();
  await ctx.tx.execute(sql`
    update location.slots set expires_at = ${expiresAt}::timestamptz, extensions = extensions + 1
    where id = ${input.id}::uuid`);
  return { holdId: input.id, expiresAt, extensionsLeft: holdRules.extensions - hold.extensions - 1 };
}
