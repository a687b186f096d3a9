import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import type { Call, VerbContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import { stockReaders, warehouseFor } from "../adapters/stock-staff";
import { whoSchema, whoWere } from "../adapters/who";
import { type CountStatus, countStatuses } from "../domain/count";

export const listCountsInput = z.object({
  serviceCenterId: z.string().min(1).max(100),
  cursor: z.uuid().nullish(),
  limit: z.number().int().min(1).max(50).default(20),
});
export const listCountsOutput = z.object({
  counts: z.array(
    z.object({
      id: z.uuid(),
      status: z.enum(countStatuses),
      /** Of all that the centre keeps. */
      whole: z.boolean(),
      startedAt: z.string(),
      startedBy: whoSchema,
      lines: z.number().int(),
      counted: z.number().int(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

interface Row {
  id: string;
  status: CountStatus;
  whole: boolean;
  startedAt: string;
  actor: string;
  lines: number;
  counted: number;
}

/** A centre's counts, the newest first. */
export async function listCounts({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof listCountsInput>>): Promise<z.infer<typeof listCountsOutput>> {
  const found = await inTransaction(ctx, async ({ tx }) => {
    const { id } = await warehouseFor(tx, ctx.actor, stockReaders, input.serviceCenterId);
    const older = input.cursor ? sql`and c.id < ${input.cursor}::uuid` : sql``;
    return rows<Row>(
      tx,
      sql`select c.id, c.status, c.whole, c.started_by as actor,
            to_char(c.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt",
            l.lines, l.counted
          from inventory.counts c
          cross join lateral (
            select count(*)::int as lines, count(counted)::int as counted
            from inventory.count_lines where count_id = c.id
          ) l
          where c.warehouse_id = ${id} ${older}
          order by c.id desc limit ${input.limit + 1}`,
    );
  });
  const shown = found.slice(0, input.limit);
  const whoWas = await whoWere(shown.map(({ actor }) => actor));
  return {
    counts: shown.map(({ actor, ...count }) => ({ ...count, startedBy: whoWas(actor) })),
    nextCursor: found.length > input.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
