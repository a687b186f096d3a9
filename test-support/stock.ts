import { randomUUID } from "node:crypto";
import { database } from "@/db/client";
import { parts, stockLevels, suppliers, warehouses } from "@/db/schema/inventory";
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
