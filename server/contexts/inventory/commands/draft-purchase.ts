import { eq } from "drizzle-orm";
import { z } from "zod";
import { purchaseOrders, suppliers } from "@/db/schema/inventory";
import { actorName, holdsRole } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import { uuidV7 } from "@/server/kernel/ids";
import type { Call, WriteContext } from "@/server/platform/call";
import { lockPurchaseFor, type Offer, offersOf, recordPurchase } from "../adapters/purchases";
import { costReaders, stockRoles, warehouseFor } from "../adapters/stock-staff";
import { decidePurchase, emptyPurchase, type OrderedLine } from "../domain/purchase-order";
import { unitPriceAt } from "../domain/reorder";

const mostLines = 200;

const orderedLineInput = z.object({
  partId: z.string().min(1).max(120),
  quantity: z.number().int().min(1).max(100_000),
  /** In minor units of the supplier's currency, where another price was agreed; for those who may see cost. */
  unitPriceMinor: z.number().int().min(0).max(100_000_000).nullish(),
});
const linesInput = z
  .array(orderedLineInput)
  .max(mostLines)
  .refine((lines) => new Set(lines.map(({ partId }) => partId)).size === lines.length, "a part stands twice");

export const draftPurchaseInput = z.object({
  serviceCenterId: z.string().min(1).max(100),
  supplierId: z.string().min(1).max(100),
  lines: linesInput.default([]),
});
export const revisePurchaseInput = z.object({
  id: z.uuid(),
  /** The version that the person has seen. */
  version: z.number().int().min(1),
  lines: linesInput,
});
export const draftPurchaseOutput = z.object({ id: z.uuid(), version: z.number().int() });
type Output = z.infer<typeof draftPurchaseOutput>;
type LineInput = z.infer<typeof orderedLineInput>;

/** Begins an order at a supplier. Refuses with `not_found` and `part_not_offered`. */
export async function draftPurchase({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof draftPurchaseInput>>): Promise<Output> {
  const { id: warehouseId } = await warehouseFor(ctx.tx, ctx.actor, stockRoles, input.serviceCenterId);
  return draftAt(ctx, { ...input, warehouseId });
}

interface Draft {
  serviceCenterId: string;
  warehouseId: string;
  supplierId: string;
  lines: readonly LineInput[];
}

export async function draftAt(
  ctx: WriteContext,
  { serviceCenterId, warehouseId, supplierId, lines }: Draft,
): Promise<Output> {
  const [supplier] = await ctx.tx.select().from(suppliers).where(eq(suppliers.id, supplierId));
  if (supplier === undefined) throw new DomainError("not_found");
  const priced = await withPrices(ctx, serviceCenterId, supplierId, lines);
  const id = uuidV7(ctx.now().getTime());
  const about = { supplierId, warehouseId, currency: supplier.currency };
  const [row] = await ctx.tx
    .insert(purchaseOrders)
    .values({
      ...about,
      id,
      status: "draft",
      version: 0,
      draftedBy: actorName(ctx.actor),
      draftedAt: ctx.now(),
    })
    .returning({ number: purchaseOrders.number });
  const order = { ...emptyPurchase(id), ...about, number: row?.number ?? 0 };
  const events = decidePurchase({ kind: "revise", lines: priced }, order);
  const { version } = await recordPurchase(ctx, { order, version: 0, center: serviceCenterId }, events);
  return { id, version };
}

/**
 * Changes what a draft orders. Refuses with `purchase_changed` where somebody else did meanwhile, with
 * `purchase_moved_on` and `part_not_offered`.
 */
export async function revisePurchase({
  ctx,
  input: { id, version, lines },
}: Call<WriteContext, z.infer<typeof revisePurchaseInput>>): Promise<Output> {
  const locked = await lockPurchaseFor(ctx, id, stockRoles);
  if (locked.order.status === "draft" && locked.version !== version) {
    throw new DomainError("purchase_changed", { version: locked.version });
  }
  const { supplierId } = locked.order;
  const kept = new Map(locked.order.lines.map((line) => [line.partId, line]));
  // What a colleague agreed stays agreed when somebody who may not see it changes another line.
  const agreed = lines.map((line) => ({
    ...line,
    kept: line.unitPriceMinor == null && kept.get(line.partId)?.quantity === line.quantity,
  }));
  const priced = await withPrices(ctx, locked.center, supplierId, agreed);
  const settled = priced.map((line, at) => (agreed[at]?.kept ? (kept.get(line.partId) ?? line) : line));
  const events = decidePurchase({ kind: "revise", lines: settled.map(asOrdered) }, locked.order);
  const moved = await recordPurchase(ctx, locked, events);
  return { id, version: moved.version };
}

function asOrdered({ partId, quantity, unitPriceMinor, supplierCode }: OrderedLine): OrderedLine {
  return { partId, quantity, unitPriceMinor, supplierCode };
}

/** Each line at the supplier's price for so many, or at the one that was agreed. */
async function withPrices(
  ctx: WriteContext,
  center: string | null,
  supplierId: string,
  lines: readonly LineInput[],
): Promise<OrderedLine[]> {
  const offers = await offersOf(
    ctx.tx,
    supplierId,
    lines.map(({ partId }) => partId),
  );
  const mayPrice = holdsRole(ctx.actor, costReaders, center);
  return lines.map((line) => {
    if (line.unitPriceMinor != null && !mayPrice) throw new DomainError("not_allowed");
    return priced(line, offers);
  });
}

function priced({ partId, quantity, unitPriceMinor }: LineInput, offers: readonly Offer[]): OrderedLine {
  const breaks = offers.filter((offer) => offer.partId === partId);
  const price = unitPriceMinor ?? unitPriceAt(breaks, quantity);
  const [first] = breaks;
  if (first === undefined || price === null) throw new DomainError("part_not_offered", { parts: [partId] });
  return { partId, quantity, unitPriceMinor: price, supplierCode: first.supplierCode };
}
