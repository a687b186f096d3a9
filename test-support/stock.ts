import { randomUUID } from "node:crypto";
import { database } from "@/db/client";
import { parts, priceBreaks, stockLevels, supplierParts, suppliers, warehouses } from "@/db/schema/inventory";
import { waitForPart } from "@/server/contexts/inventory/adapters/waiting";
import { callBy, staff } from "./calls";

export const centre = "north";

/** Two centres with their shelves, and a supplier. */
export async function openShelves(): Promise<void> {
  const db = await database("inventory");
  await db.write(async (tx) => {
    await tx.insert(suppliers).values({ id: "s", name: "S", country: "BE", leadTimeDays: 3 });
    await tx
      .insert(warehouses)
      .values(["north", "south"].map((id) => ({ id, serviceCenterId: id, name: `Centre ${id}` })));
  });
}

/** A part of which so many pieces lie in the north; null where it has never been. */
export async function partWith(onHand: number | null, about: { name?: string; sku?: string } = {}) {
  const id = `part-${randomUUID()}`;
  const { name = id, sku = id } = about;
  const db = await database("inventory");
  await db.write(async (tx) => {
    const common = { category: "screen", supplierId: "s", priceMinor: 1050, currency: "EUR" };
    await tx.insert(parts).values({ id, name, sku, ...common });
    if (onHand !== null) await tx.insert(stockLevels).values({ partId: id, warehouseId: centre, onHand });
  });
  return id;
}

export const inventoryOf = (role: "stock_keeper" | "technician" | "manager" | "front_desk", at = centre) =>
  callBy(staff({ role, serviceCenterId: at })).contexts.inventory;
const stockService = () =>
  callBy({ kind: "service", context: "customer", onBehalfOf: { kind: "guest" } }).contexts.inventory.stock;
export const stockSystem = () => callBy({ kind: "system" }).contexts.inventory.stock;

export function reservePart(partId: string, orderId = randomUUID(), quantity = 1) {
  const input = { orderId, serviceCenterIds: [centre], lines: [{ partId, quantity }], expiresAt: null };
  return stockService().reserve.mutate(input);
}

/** A part that the supplier sells, dearer in small numbers. */
export async function soldPart(onHand: number | null, about: { name?: string; sku?: string } = {}) {
  const partId = await partWith(onHand, about);
  const db = await database("inventory");
  await db.write(async (tx) => {
    await tx.insert(supplierParts).values({ supplierId: "s", partId, code: `S-${partId.slice(-6)}` });
    const breaks = [
      { fromQuantity: 1, unitPriceMinor: 1000 },
      { fromQuantity: 10, unitPriceMinor: 800 },
    ];
    await tx.insert(priceBreaks).values(breaks.map((each) => ({ ...each, supplierId: "s", partId })));
  });
  return partId;
}

export const purchasesOf = (role: Parameters<typeof inventoryOf>[0], at = centre) =>
  inventoryOf(role, at).purchases;

/** An order at the supplier that was sent. */
export async function sentPurchase(lines: readonly { partId: string; quantity: number }[]) {
  const verbs = purchasesOf("stock_keeper");
  const drafted = await verbs.draft.mutate({
    serviceCenterId: centre,
    supplierId: "s",
    lines: [...lines],
  });
  await verbs.send.mutate(drafted);
  return drafted.id;
}

type ReceiveInput = Parameters<ReturnType<typeof purchasesOf>["receive"]["mutate"]>[0];

/** As a client does it that sends a receipt once, or again under the same key. */
export function receive(input: ReceiveInput, key: string = randomUUID()) {
  const keeper = staff({ role: "stock_keeper", serviceCenterId: centre });
  return callBy(keeper, { idempotencyKey: key }).contexts.inventory.purchases.receive.mutate(input);
}

/** An order that waits for a part in the north. */
export async function waitsFor(partId: string, promisedBy: string | null, quantity = 1) {
  const orderId = randomUUID();
  const db = await database("inventory");
  const wish = { orderId, partId, quantity, warehouseId: centre, promisedBy };
  await db.write((tx) => waitForPart({ tx, now: () => new Date() }, wish));
  return orderId;
}
