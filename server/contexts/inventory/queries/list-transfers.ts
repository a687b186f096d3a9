import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { holdsRole } from "@/server/kernel/actor";
import type { Call, VerbContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import { referencesOf } from "../adapters/order-references";
import { stockReaders, stockRoles, warehouseFor } from "../adapters/stock-staff";
import { type TransferStatus, transferStatuses } from "../contract/transfer";
import { transferMovesAt, type WriteOffReason, writeOffReasons } from "../domain/transfer";

const open: readonly TransferStatus[] = ["requested", "picked", "in_transit"];
const over = transferStatuses.filter((status) => !open.includes(status));

export const listTransfersInput = z.object({
  serviceCenterId: z.string().min(1).max(100),
  /** Those that have ended in place of those under way. */
  over: z.boolean().default(false),
  cursor: z.uuid().nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});
export const listTransfersOutput = z.object({
  transfers: z.array(
    z.object({
      id: z.uuid(),
      direction: z.enum(["leaving", "coming"]),
      part: z.object({ id: z.string(), name: z.string(), sku: z.string() }),
      quantity: z.number().int(),
      /** The warehouse at the other end. */
      other: z.string(),
      /** The order that it is for, with its reference while Customer can be asked. */
      order: z.object({ id: z.uuid(), reference: z.string().nullable() }).nullable(),
      status: z.enum(transferStatuses),
      writtenOffAs: z.enum(writeOffReasons).nullable(),
      updatedAt: z.string(),
      /** What the actor may do with it here. */
      moves: z.array(z.enum(["pick", "ship", "receive", "cancel", "write_off"])),
    }),
  ),
  nextCursor: z.string().nullable(),
});
type Input = z.infer<typeof listTransfersInput>;

interface Row {
  id: string;
  direction: "leaving" | "coming";
  partId: string;
  name: string;
  sku: string;
  quantity: number;
  other: string;
  orderId: string | null;
  status: TransferStatus;
  writtenOffAs: WriteOffReason | null;
  updatedAt: string;
}

/** What leaves a centre and what comes to it, the newest first. */
export async function listTransfers({
  ctx,
  input,
}: Call<VerbContext, Input>): Promise<z.infer<typeof listTransfersOutput>> {
  const found = await inTransaction(ctx, async ({ tx }) => {
    const { id } = await warehouseFor(tx, ctx.actor, stockReaders, input.serviceCenterId);
    return rows<Row>(tx, transfersSql(id, input));
  });
  const shown = found.slice(0, input.limit);
  const mayMove = holdsRole(ctx.actor, stockRoles, input.serviceCenterId);
  const references = await referencesOf(
    ctx,
    shown.flatMap(({ orderId }) => orderId ?? []),
  );
  return {
    transfers: shown.map(({ partId, name, sku, orderId, ...transfer }) => ({
      ...transfer,
      part: { id: partId, name, sku },
      order: orderId === null ? null : { id: orderId, reference: references.get(orderId) ?? null },
      moves: mayMove
        ? transferMovesAt(transfer.direction === "leaving" ? "from" : "to", transfer.status)
        : [],
    })),
    nextCursor: found.length > input.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** Either end has an index of its own, hence two short lists in place of one that is sorted as a whole. */
export function transfersSql(warehouseId: string, { over: ended, cursor, limit }: Input): SQL {
  const at = (end: SQL, other: SQL, direction: Row["direction"]) => sql`(
    select t.id, ${direction}::text as direction, t.part_id, t.quantity, ${other} as other_id, t.order_id, t.status,
      t.written_off_as, t.updated_at
    from inventory.transfers t
    where ${end} = ${warehouseId} and t.status in ${ended ? over : open}
      ${cursor ? sql`and t.id < ${cursor}::uuid` : sql``}
    order by t.id desc limit ${limit + 1})`;
  return sql`
    select t.id, t.direction, t.part_id as "partId", p.name, p.sku, t.quantity, w.name as other,
      t.order_id as "orderId", t.status, t.written_off_as as "writtenOffAs",
      to_char(t.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "updatedAt"
    from (
      ${at(sql`t.from_warehouse_id`, sql`t.to_warehouse_id`, "leaving")}
      union all
      ${at(sql`t.to_warehouse_id`, sql`t.from_warehouse_id`, "coming")}
    ) t
    join inventory.parts p on p.id = t.part_id
    join inventory.warehouses w on w.id = t.other_id
    order by t.id desc
    limit ${limit + 1}`;
}
