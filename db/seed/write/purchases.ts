import { sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { waitingOrders } from "@/db/schema/inventory";
import { draftPurchase } from "@/server/contexts/inventory/commands/draft-purchase";
import {
  cancelPurchase,
  closePurchaseShort,
  sendPurchase,
} from "@/server/contexts/inventory/commands/move-purchase";
import { receivePurchase } from "@/server/contexts/inventory/commands/receive-purchase";
import type { WriteContext } from "@/server/platform/call";
import { insertRows, isoTime } from "../bulk";
import { generateParts } from "../catalogue/parts";
import { DEMO_ACCOUNTS } from "../demo-accounts";
import type { OpenOrder } from "../history/open-orders";

const dayMillis = 24 * 60 * 60 * 1000;
const centers = ["be-gent-korenmarkt", "de-berlin-oranienstrasse"];
const keeper = DEMO_ACCOUNTS.find(({ grants }) => grants.some(({ role }) => role === "stock_keeper"));

/** The orders at suppliers of two centres: some in each state, and enough of one part to measure its lead time. */
export async function writePurchases(tx: Tx, cutoff: number): Promise<void> {
  for (const center of centers) await writeForCenter(tx, center, cutoff);
}

async function writeForCenter(tx: Tx, serviceCenterId: string, cutoff: number): Promise<void> {
  const at = (daysAgo: number) => seedContext(tx, cutoff - daysAgo * dayMillis);
  const kept = await keptParts(tx, serviceCenterId);
  const [usual = ""] = kept;
  const order = async (daysAgo: number, some: readonly string[], sent = true) => {
    const lines = some.map((partId, n) => ({ partId, quantity: 2 + n }));
    const supplierId = await supplierOf(tx, some[0] ?? "");
    const input = { serviceCenterId, supplierId, lines };
    const draft = await draftPurchase({ ctx: at(daysAgo), input });
    if (sent) await sendPurchase({ ctx: at(daysAgo), input: draft });
    return draft.id;
  };
  const receive = (
    id: string,
    daysAgo: number,
    lines: { partId: string; accepted: number; damaged?: number }[],
  ) =>
    receivePurchase({
      ctx: at(daysAgo),
      input: {
        id,
        keepOver: false,
        lines: lines.map((line) => ({ damaged: 0, wrong: 0, surplus: 0, ...line })),
      },
    });
  for (const [sent, came] of [
    [70, 66],
    [58, 52],
    [47, 43],
    [36, 29],
    [25, 20],
  ] as const) {
    await receive(await order(sent, [usual]), came, [{ partId: usual, accepted: 2 }]);
  }
  const short = await order(22, kept.slice(0, 2));
  await receive(short, 17, [{ partId: usual, accepted: 1 }]);
  await closePurchaseShort({ ctx: at(9), input: { id: short } });
  const partly = await order(6, kept.slice(0, 3));
  await receive(partly, 1, [{ partId: usual, accepted: 1, damaged: 1 }]);
  await cancelPurchase({ ctx: at(13), input: { id: await order(14, kept.slice(1, 2)) } });
  await order(12, kept.slice(1, 3));
  await order(1, kept.slice(0, 2));
  await order(0, kept.slice(2, 4), false);
}

/** Some parts that a centre keeps of one supplier. */
async function keptParts(tx: Tx, serviceCenterId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`select l.part_id as id from inventory.stock_levels l join inventory.parts p on p.id = l.part_id
        where l.warehouse_id = ${serviceCenterId} and p.supplier_id = 'pl-wisla-czesci' order by 1 limit 4`,
  );
  return found.map(({ id }) => id);
}

async function supplierOf(tx: Tx, partId: string): Promise<string> {
  const [found] = await rows<{ id: string }>(
    tx,
    sql`select supplier_id as id from inventory.parts where id = ${partId}`,
  );
  return found?.id ?? "";
}

/** The stock keeper at a moment of the past. These commands ask nothing of other contexts. */
function seedContext(tx: Tx, at: number): WriteContext {
  const actor = {
    kind: "staff",
    identityId: keeper?.id ?? "",
    name: keeper?.name ?? "",
    grants: [{ role: "stock_keeper", serviceCenterId: null }],
  } as const;
  const ctx: Partial<WriteContext> = {
    tx,
    context: "inventory",
    actor,
    correlationId: "seed",
    now: () => new Date(at),
    appended: { events: 0 },
  };
  return ctx as WriteContext;
}

/** Who waits for a part: the orders that the history says do, where their centre has none. */
export async function writeWaiting(tx: Tx, seed: string, orders: readonly OpenOrder[]): Promise<void> {
  const partOf = new Map(
    generateParts(seed).fits.map(({ deviceModelId, faultId, partId }) => [
      `${deviceModelId} ${faultId}`,
      partId,
    ]),
  );
  const waiting = orders.flatMap(({ order }) => {
    const partId = partOf.get(`${order.deviceModelId} ${order.faultId}`);
    if (order.status !== "awaiting_parts" || partId === undefined) return [];
    return {
      orderId: order.id,
      partId,
      warehouseId: order.serviceCenterId,
      quantity: 1,
      promisedBy: isoTime(order.promisedBy),
      waitingSince: isoTime(order.updatedAt),
    };
  });
  await insertRows(tx, waitingOrders, waiting);
  await tx.execute(sql`
    delete from inventory.waiting_orders w using inventory.stock_levels l
    where l.part_id = w.part_id and l.warehouse_id = w.warehouse_id and l.on_hand > l.reserved`);
}
