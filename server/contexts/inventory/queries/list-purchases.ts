import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { holdsRole } from "@/server/kernel/actor";
import { moneySchema } from "@/server/kernel/money";
import type { Call, ReadContext } from "@/server/platform/call";
import { costReaders, stockReaders, warehouseFor } from "../adapters/stock-staff";
import { type PurchaseStatus, purchaseStatuses } from "../domain/purchase-order";

const purchaseFilters = ["draft", "open", "late", "ended"] as const;
type PurchaseFilter = (typeof purchaseFilters)[number];

export const listPurchasesInput = z.object({
  serviceCenterId: z.string().min(1).max(100),
  only: z.enum(purchaseFilters).optional(),
  /** A number, or a part of the supplier's name, as typed or scanned. */
  q: z.string().max(100).optional(),
  cursor: z.uuid().nullish(),
  limit: z.coerce.number<number>().int().min(1).max(100).default(50),
});
export const listPurchasesOutput = z.object({
  purchases: z.array(
    z.object({
      id: z.uuid(),
      number: z.number().int(),
      status: z.enum(purchaseStatuses),
      supplier: z.object({ id: z.string(), name: z.string() }),
      draftedAt: z.string(),
      expectedOn: z.string().nullable(),
      /** It should have come by now. */
      late: z.boolean(),
      pieces: z.number().int(),
      received: z.number().int(),
      /** Null where the actor may not see what parts cost. */
      total: moneySchema.nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

export interface PurchaseListQuery {
  warehouseId: string;
  only: PurchaseFilter | undefined;
  q: string | undefined;
  before: string | undefined;
  /** `YYYY-MM-DD`. */
  today: string;
  limit: number;
}

interface Row {
  id: string;
  number: number;
  status: PurchaseStatus;
  supplierId: string;
  supplierName: string;
  currency: string;
  draftedAt: string;
  expectedOn: string | null;
  pieces: number;
  received: number;
  totalMinor: string;
}

const open = sql`o.status in ('sent', 'partly_received')`;

/** One page of a warehouse's orders at suppliers, the newest first, in one statement. */
export function purchasesSql({ warehouseId, only, q, before, today, limit }: PurchaseListQuery): SQL {
  const conditions = [sql`o.warehouse_id = ${warehouseId}`, ...searched(q)];
  if (before !== undefined) conditions.push(sql`o.id < ${before}::uuid`);
  if (only === "draft") conditions.push(sql`o.status = 'draft'`);
  if (only === "open") conditions.push(open);
  if (only === "late") conditions.push(open, sql`o.expected_on < ${today}::date`);
  if (only === "ended") conditions.push(sql`o.status in ('complete', 'closed_short', 'cancelled')`);
  return sql`
    select o.id, o.number, o.status, o.supplier_id as "supplierId", s.name as "supplierName", o.currency,
      to_char(o.drafted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "draftedAt",
      o.expected_on::text as "expectedOn", l.pieces, l.received, l.total as "totalMinor"
    from inventory.purchase_orders o
    join inventory.suppliers s on s.id = o.supplier_id
    cross join lateral (
      select coalesce(sum(quantity), 0)::int as pieces, coalesce(sum(received), 0)::int as received,
        coalesce(sum(quantity * unit_price_minor), 0)::text as total
      from inventory.purchase_order_lines where purchase_order_id = o.id
    ) l
    where ${sql.join(conditions, sql` and `)}
    order by o.id desc limit ${limit + 1}`;
}

function searched(q: string | undefined): SQL[] {
  const text = q?.trim().toLowerCase() ?? "";
  if (text === "") return [];
  const number = /^(?:po[- ]?)?(\d{1,9})$/.exec(text)?.[1];
  if (number !== undefined) return [sql`o.number = ${Number(number)}`];
  return [sql`strpos(inventory.search_text(s.name), inventory.search_text(${text}::text)) > 0`];
}

/** A centre's orders at suppliers, the newest first. */
export async function listPurchases({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof listPurchasesInput>>): Promise<z.infer<typeof listPurchasesOutput>> {
  const { serviceCenterId, cursor, ...wanted } = input;
  const { id: warehouseId } = await warehouseFor(ctx.tx, ctx.actor, stockReaders, serviceCenterId);
  const today = ctx.now().toISOString().slice(0, 10);
  const { only, q, limit } = wanted;
  const query = { only, q, limit, warehouseId, today, before: cursor ?? undefined };
  const found = await rows<Row>(ctx.tx, purchasesSql(query));
  const seesCost = holdsRole(ctx.actor, costReaders, serviceCenterId);
  const shown = found.slice(0, limit);
  return {
    purchases: shown.map(({ supplierId, supplierName, totalMinor, currency, ...row }) => ({
      ...row,
      supplier: { id: supplierId, name: supplierName },
      late:
        (row.status === "sent" || row.status === "partly_received") &&
        row.expectedOn !== null &&
        row.expectedOn < today,
      total: seesCost ? { amountMinor: Number(totalMinor), currency } : null,
    })),
    nextCursor: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
