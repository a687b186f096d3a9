import { asc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import {
  parts,
  purchaseOrderLines,
  purchaseOrders,
  purchaseReceiptLines,
  purchaseReceiptOrders,
  purchaseReceipts,
  suppliers,
  warehouses,
} from "@/db/schema/inventory";
import { holdsRole, requireRole } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import { moneySchema } from "@/server/kernel/money";
import type { Call, ReadContext, VerbContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import { leadTimesOf } from "../adapters/lead-times";
import { referencesOf } from "../adapters/order-references";
import { costReaders, stockReaders, stockRoles } from "../adapters/stock-staff";
import { waitingAt } from "../adapters/waiting";
import { whoSchema, whoWere } from "../adapters/who";
import { outstandingOf, purchaseStatuses, remainingOf } from "../domain/purchase-order";

const orderSchema = z.object({
  orderId: z.uuid(),
  reference: z.string().nullable(),
  partId: z.string(),
  quantity: z.number().int(),
  promisedBy: z.string().nullable(),
});
const lineSchema = z.object({
  partId: z.string(),
  name: z.string(),
  sku: z.string(),
  supplierCode: z.string().nullable(),
  quantity: z.number().int(),
  received: z.number().int(),
  keptOver: z.number().int(),
  rejectedOpen: z.number().int(),
  remaining: z.number().int(),
  outstanding: z.number().int(),
  /** Null where the actor may not see what parts cost. */
  unitPrice: moneySchema.nullable(),
  leadTime: z.object({
    statedDays: z.number().int(),
    measuredDays: z.number().int().nullable(),
    deliveries: z.number().int(),
  }),
});

export const purchaseDetailInput = z.object({ id: z.uuid() });
export const purchaseDetailOutput = z.object({
  id: z.uuid(),
  number: z.number().int(),
  version: z.number().int(),
  status: z.enum(purchaseStatuses),
  center: z.object({ id: z.string(), name: z.string() }),
  supplier: z.object({ id: z.string(), name: z.string(), country: z.string() }),
  currency: z.string(),
  draftedBy: whoSchema,
  draftedAt: z.string(),
  sentBy: whoSchema.nullable(),
  sentAt: z.string().nullable(),
  expectedOn: z.string().nullable(),
  late: z.boolean(),
  endedBy: whoSchema.nullable(),
  endedAt: z.string().nullable(),
  mayOrder: z.boolean(),
  seesCost: z.boolean(),
  lines: z.array(lineSchema),
  total: moneySchema.nullable(),
  /** Orders that wait for a part of it, in the order in which they will be served. */
  waiting: z.array(orderSchema),
  receipts: z.array(
    z.object({
      id: z.uuid(),
      at: z.string(),
      who: whoSchema,
      lines: z.array(
        z.object({
          partId: z.string(),
          accepted: z.number().int(),
          damaged: z.number().int(),
          wrong: z.number().int(),
          surplus: z.number().int(),
        }),
      ),
      /** The orders that got their part of it and can go on. */
      served: z.array(orderSchema.omit({ promisedBy: true })),
    }),
  ),
});
type Output = z.infer<typeof purchaseDetailOutput>;

/** An order at a supplier with its lines, what came of it, and who waits for it. Refuses with `not_found`. */
export async function purchaseDetail({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof purchaseDetailInput>>): Promise<Output> {
  const found = await inTransaction(ctx, (inside) => load(inside, input.id));
  const { order, center, place, supplier, lines, times, waiting, receipts } = found;
  const served = receipts.flatMap((receipt) => receipt.served);
  const actors = [
    order.draftedBy,
    order.sentBy,
    order.endedBy,
    ...receipts.map(({ receivedBy }) => receivedBy),
  ];
  const [references, whoWas] = await Promise.all([
    referencesOf(
      ctx,
      [...waiting, ...served].map(({ orderId }) => orderId),
    ),
    whoWere(actors.filter((who) => who !== null)),
  ]);
  const named = <One extends { orderId: string }>(one: One) => ({
    ...one,
    reference: references.get(one.orderId) ?? null,
  });
  const seesCost = holdsRole(ctx.actor, costReaders, center);
  const { currency, status, expectedOn } = order;
  const today = ctx.now().toISOString().slice(0, 10);
  const total = lines.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0);
  return {
    id: order.id,
    number: order.number,
    version: order.version,
    status,
    center: { id: center ?? "", name: place },
    supplier,
    currency,
    draftedBy: whoWas(order.draftedBy),
    draftedAt: order.draftedAt.toISOString(),
    sentBy: order.sentBy === null ? null : whoWas(order.sentBy),
    sentAt: order.sentAt?.toISOString() ?? null,
    expectedOn,
    late: (status === "sent" || status === "partly_received") && expectedOn !== null && expectedOn < today,
    endedBy: order.endedBy === null ? null : whoWas(order.endedBy),
    endedAt: order.endedAt?.toISOString() ?? null,
    mayOrder: holdsRole(ctx.actor, stockRoles, center),
    seesCost,
    lines: lines.map(({ unitPriceMinor, ...line }) => ({
      ...line,
      remaining: remainingOf({ ...line, unitPriceMinor }),
      outstanding: outstandingOf(line),
      unitPrice: seesCost ? { amountMinor: unitPriceMinor, currency } : null,
      leadTime: times.get(line.partId) ?? { statedDays: 0, measuredDays: null, deliveries: 0 },
    })),
    total: seesCost ? { amountMinor: total, currency } : null,
    waiting: waiting.map(({ waitingSince: _, ...one }) => named(one)),
    receipts: receipts.map((receipt) => ({
      id: receipt.id,
      at: receipt.receivedAt.toISOString(),
      who: whoWas(receipt.receivedBy),
      lines: receipt.lines,
      served: receipt.served.map(named),
    })),
  };
}

async function load({ tx, actor }: ReadContext, id: string) {
  const [found] = await tx
    .select({
      order: purchaseOrders,
      center: warehouses.serviceCenterId,
      place: warehouses.name,
      supplier: { id: suppliers.id, name: suppliers.name, country: suppliers.country },
    })
    .from(purchaseOrders)
    .innerJoin(warehouses, eq(warehouses.id, purchaseOrders.warehouseId))
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .where(eq(purchaseOrders.id, id));
  if (found === undefined) throw new DomainError("not_found");
  requireRole(actor, stockReaders, found.center);
  const lines = await namedLines(tx, id);
  const partIds = lines.map(({ partId }) => partId);
  const [times, waiting, receipts] = await Promise.all([
    leadTimesOf(tx, found.supplier.id, partIds),
    waitingAt(tx, found.order.warehouseId, partIds),
    receiptsOf(tx, id),
  ]);
  return { ...found, lines, times, waiting, receipts };
}

function namedLines(tx: Tx, id: string) {
  const line = purchaseOrderLines;
  return tx
    .select({
      partId: line.partId,
      name: parts.name,
      sku: parts.sku,
      supplierCode: line.supplierCode,
      quantity: line.quantity,
      received: line.received,
      keptOver: line.keptOver,
      rejectedOpen: line.rejectedOpen,
      unitPriceMinor: line.unitPriceMinor,
    })
    .from(line)
    .innerJoin(parts, eq(parts.id, line.partId))
    .where(eq(line.purchaseOrderId, id))
    .orderBy(asc(parts.name), asc(parts.id));
}

async function receiptsOf(tx: Tx, purchaseOrderId: string) {
  const found = await tx
    .select()
    .from(purchaseReceipts)
    .where(eq(purchaseReceipts.purchaseOrderId, purchaseOrderId))
    .orderBy(sql`${purchaseReceipts.id} desc`);
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [lines, served] = await Promise.all([
    tx.select().from(purchaseReceiptLines).where(inArray(purchaseReceiptLines.receiptId, ids)),
    tx.select().from(purchaseReceiptOrders).where(inArray(purchaseReceiptOrders.receiptId, ids)),
  ]);
  const of = <One extends { receiptId: string }>(all: readonly One[], id: string) =>
    all.filter(({ receiptId }) => receiptId === id).map(({ receiptId: _, ...one }) => one);
  return found.map((receipt) => ({
    ...receipt,
    lines: of(lines, receipt.id),
    served: of(served, receipt.id),
  }));
}
