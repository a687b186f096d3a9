import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { reservations, stockLevels, stockMovements } from "@/db/schema/inventory";
import { uuidV7 } from "@/server/kernel/ids";
import type { ConsumerContext } from "@/server/platform/consumer";
import { appendEvents } from "@/server/platform/events";
import { type StockEvent, stockStream } from "../contract/stock-events";
import { evolve, reservedOf, type Stock } from "../domain/stock";

export interface Level {
  partId: string;
  warehouseId: string;
}

/** A level that this transaction has locked. */
export interface LockedStock {
  stock: Stock;
  version: number;
}

interface LevelRow extends Level {
  onHand: number;
  version: number;
}

/** Locks levels, always in the same order, and reads what stands there. A level that has never been is left out. */
export function lockStock(tx: Tx, levels: readonly Level[]): Promise<LockedStock[]> {
  return readStock(tx, levels, sql`order by part_id, warehouse_id for update`);
}

/** What stands there as far as one may look without a lock: to show, never to decide by. */
export async function lookAtStock(tx: Tx, levels: readonly Level[]): Promise<Stock[]> {
  if (levels.length === 0) return [];
  return (await readStock(tx, levels, sql``)).map(({ stock }) => stock);
}

async function readStock(tx: Tx, levels: readonly Level[], locked: SQL): Promise<LockedStock[]> {
  const wanted = sql`(part_id, warehouse_id) in (${sql.join(
    levels.map(({ partId, warehouseId }) => sql`(${partId}, ${warehouseId})`),
    sql`, `,
  )})`;
  // Sent in one go and run in this order: the reservations are those that stand once the levels are ours.
  const [found, reserved] = await Promise.all([
    rows<LevelRow>(
      tx,
      sql`select part_id as "partId", warehouse_id as "warehouseId", on_hand as "onHand", version
          from inventory.stock_levels where ${wanted} ${locked}`,
    ),
    tx.select().from(reservations).where(wanted),
  ]);
  return found.map(({ version, onHand, ...level }) => ({
    version,
    stock: {
      ...level,
      onHand,
      reservations: reserved
        .filter((each) => each.partId === level.partId && each.warehouseId === level.warehouseId)
        .map(({ id, orderId, quantity, expiresAt }) => ({
          id,
          orderId,
          quantity,
          expiresAt: expiresAt?.toISOString() ?? null,
        })),
    },
  }));
}

/** Makes a level where the part has never been. */
export async function openLevel(tx: Tx, level: Level): Promise<void> {
  await tx
    .insert(stockLevels)
    .values({ ...level, onHand: 0 })
    .onConflictDoNothing();
}

/** Records what was decided on a locked level: stream, level, reservations and movements, in one transaction. */
export async function recordStock(
  ctx: ConsumerContext,
  { stock, version }: LockedStock,
  events: readonly StockEvent[],
): Promise<LockedStock> {
  if (events.length === 0) return { stock, version };
  const { partId, warehouseId, onHand } = stock;
  const all: StockEvent[] =
    version > 0
      ? [...events]
      : [{ type: "stock.opened.v1", data: { partId, warehouseId, onHand } }, ...events];
  const after = events.reduce(evolve, stock);
  const level = and(eq(stockLevels.partId, partId), eq(stockLevels.warehouseId, warehouseId));
  const set = { onHand: after.onHand, reserved: reservedOf(after), version: version + all.length };
  await Promise.all([
    appendEvents(ctx, stockStream(stock), all, version),
    writeReservations(ctx.tx, stock, after),
    ctx.tx.update(stockLevels).set(set).where(level),
    writeMovements(ctx, all),
  ]);
  return { stock: after, version: set.version };
}

async function writeReservations(tx: Tx, before: Stock, after: Stock): Promise<void> {
  const stays = new Set(after.reservations.map(({ id }) => id));
  const gone = before.reservations.filter(({ id }) => !stays.has(id)).map(({ id }) => id);
  const changed = after.reservations.filter((each) => !before.reservations.includes(each));
  const { partId, warehouseId } = after;
  if (gone.length > 0) await tx.delete(reservations).where(inArray(reservations.id, gone));
  if (changed.length === 0) return;
  await tx
    .insert(reservations)
    .values(
      changed.map(({ expiresAt, ...each }) => ({
        ...each,
        partId,
        warehouseId,
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
      })),
    )
    .onConflictDoUpdate({ target: reservations.id, set: { expiresAt: sql`excluded.expires_at` } });
}

async function writeMovements(ctx: ConsumerContext, events: readonly StockEvent[]): Promise<void> {
  const recordedAt = ctx.now();
  const movements = events.flatMap((event) => movementOf(event) ?? []);
  if (movements.length === 0) return;
  await ctx.tx
    .insert(stockMovements)
    .values(movements.map((each) => ({ ...each, id: uuidV7(recordedAt.getTime()), recordedAt })));
}

type Movement = Omit<typeof stockMovements.$inferInsert, "id" | "recordedAt">;

/** What an event takes from a shelf or puts there; null where it only promises. */
function movementOf(event: StockEvent): Movement | null {
  const { partId, warehouseId } = event.data;
  switch (event.type) {
    case "stock.opened.v1": {
      const { onHand } = event.data;
      return onHand === 0 ? null : { partId, warehouseId, quantity: onHand, reason: "opened" };
    }
    case "stock.picked.v1": {
      const { quantity, transferId } = event.data;
      return { partId, warehouseId, quantity: -quantity, reason: "picked", transferId };
    }
    case "stock.arrived.v1": {
      const { quantity, transferId } = event.data;
      return { partId, warehouseId, quantity, reason: "arrived", transferId };
    }
    case "stock.written_off.v1": {
      const { quantity, transferId } = event.data;
      return { partId, warehouseId, quantity: -quantity, reason: "written_off", transferId };
    }
    case "stock.counted.v1": {
      const { difference, countId } = event.data;
      return difference === 0
        ? null
        : { partId, warehouseId, quantity: difference, reason: "counted", countId };
    }
    case "stock.reserved.v1":
    case "stock.released.v1":
    case "stock.reservation_extended.v1":
      return null;
  }
}
