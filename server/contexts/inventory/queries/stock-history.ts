import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows, type Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Call, VerbContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import { referencesOf } from "../adapters/order-references";
import { stockReaders, warehouseFor } from "../adapters/stock-staff";
import { type Who, whoSchema, whoWere } from "../adapters/who";
import { type StockEvent, stockStream } from "../contract/stock-events";
import { type Balance, type Explained, explainBackwards } from "../domain/balances";

const cursorShape = /^\d{1,9}_-?\d{1,9}_-?\d{1,9}$/;
const balance = z.object({ onHand: z.number().int(), reserved: z.number().int() });

export const stockHistoryInput = z.object({
  serviceCenterId: z.string().min(1).max(100),
  partId: z.string().min(1).max(120),
  cursor: z.string().regex(cursorShape).nullish(),
  limit: z.number().int().min(1).max(100).default(30),
});

const entrySchema = z.object({
  version: z.number().int(),
  kind: z.enum([
    "opened",
    "reserved",
    "extended",
    "given_back",
    "expired",
    "moved",
    "picked",
    "arrived",
    "counted",
    "written_off",
  ]),
  at: z.string(),
  who: whoSchema,
  change: balance,
  after: balance,
  /** The orders that it is about, with their references while Customer can be asked. */
  orders: z.array(z.object({ id: z.string(), reference: z.string().nullable(), quantity: z.number().int() })),
  /** Where pieces went to or came from. */
  transfer: z.object({ id: z.string(), from: z.string(), to: z.string() }).nullable(),
  countId: z.string().nullable(),
});
export const stockHistoryOutput = z.object({
  part: z.object({ name: z.string(), sku: z.string() }),
  now: balance,
  entries: z.array(entrySchema),
  nextCursor: z.string().nullable(),
  /** At the end of the history: what no event explains. Null where all adds up. */
  unexplained: balance.nullable(),
});
type Output = z.infer<typeof stockHistoryOutput>;
type Entry = z.infer<typeof entrySchema>;

interface Row {
  version: number;
  at: string;
  actor: string;
  told: StockEvent;
  fromName: string | null;
  toName: string | null;
}

/** Why a level stands where it does: what happened to it, newest first, each with the balance after it. */
export async function stockHistory({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof stockHistoryInput>>): Promise<Output> {
  const { now, found, from } = await inTransaction(ctx, async ({ tx }) => {
    const { id: warehouseId } = await warehouseFor(tx, ctx.actor, stockReaders, input.serviceCenterId);
    const level = { partId: input.partId, warehouseId };
    const now = await standing(tx, level);
    const from = parseCursor(input.cursor) ?? { ...now, version: now.version + 1 };
    return { now, from, found: await eventsBefore(tx, stockStream(level), from.version, input.limit + 1) };
  });
  const { explained, before } = explainBackwards(from, found.slice(0, input.limit));
  const last = explained.at(-1);
  const more = found.length > input.limit && last !== undefined;
  const unexplained = more || now.version === 0 || isZero(before) ? null : before;
  return {
    part: { name: now.name, sku: now.sku },
    now: { onHand: now.onHand, reserved: now.reserved },
    entries: await inWords(ctx, explained),
    nextCursor: more ? `${last.event.version}_${before.onHand}_${before.reserved}` : null,
    unexplained,
  };
}

function isZero({ onHand, reserved }: Balance): boolean {
  return onHand === 0 && reserved === 0;
}

function parseCursor(cursor: string | null | undefined): (Balance & { version: number }) | undefined {
  if (cursor === undefined || cursor === null) return undefined;
  const [version = 0, onHand = 0, reserved = 0] = cursor.split("_").map(Number);
  return { version, onHand, reserved };
}

interface Standing extends Balance {
  name: string;
  sku: string;
  version: number;
}

/** What stands there; nothing where the part has never been. Refuses with `not_found` what is no part. */
async function standing(
  tx: Tx,
  { partId, warehouseId }: { partId: string; warehouseId: string },
): Promise<Standing> {
  const [found] = await rows<Standing>(
    tx,
    sql`select p.name, p.sku, coalesce(l.on_hand, 0) as "onHand", coalesce(l.reserved, 0) as reserved,
          coalesce(l.version, 0) as version
        from inventory.parts p
        left join inventory.stock_levels l on l.part_id = p.id and l.warehouse_id = ${warehouseId}
        where p.id = ${partId}`,
  );
  if (found === undefined) throw new DomainError("not_found");
  return found;
}

function eventsBefore(tx: Tx, stream: string, version: number, limit: number): Promise<Row[]> {
  return rows<Row>(
    tx,
    sql`select e.version, to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, e.actor,
          jsonb_build_object('type', e.type, 'data', e.data) as told, f.name as "fromName", g.name as "toName"
        from inventory.events e
        left join inventory.transfers t on t.id = (e.data->>'transferId')::uuid
        left join inventory.warehouses f on f.id = t.from_warehouse_id
        left join inventory.warehouses g on g.id = t.to_warehouse_id
        where e.stream_id = ${stream} and e.version < ${version}
        order by e.version desc limit ${limit}`,
  );
}

async function inWords(ctx: VerbContext, explained: readonly Explained<Row>[]): Promise<Entry[]> {
  const orderIds = explained.flatMap(({ event }) => ordersOf(event.told).map(({ id }) => id));
  const [whoWas, references] = await Promise.all([
    whoWere(explained.map(({ event }) => event.actor)),
    referencesOf(ctx, orderIds),
  ]);
  return explained.map((one) => entryOf(one, whoWas, references));
}

function entryOf(
  { event, change, after }: Explained<Row>,
  whoWas: (actor: string) => Who,
  references: ReadonlyMap<string, string>,
): Entry {
  const { told, fromName, toName } = event;
  const { data } = told;
  return {
    version: event.version,
    kind: kindOf(told),
    at: event.at,
    who: whoWas(event.actor),
    change,
    after: { onHand: after.onHand, reserved: after.reserved },
    orders: ordersOf(told).map((each) => ({ ...each, reference: references.get(each.id) ?? null })),
    transfer: "transferId" in data ? { id: data.transferId, from: fromName ?? "", to: toName ?? "" } : null,
    countId: "countId" in data ? data.countId : null,
  };
}

function kindOf(told: StockEvent): Entry["kind"] {
  switch (told.type) {
    case "stock.opened.v1":
      return "opened";
    case "stock.reserved.v1":
      return "reserved";
    case "stock.reservation_extended.v1":
      return "extended";
    case "stock.released.v1":
      return told.data.reason;
    case "stock.picked.v1":
      return "picked";
    case "stock.arrived.v1":
      return "arrived";
    case "stock.counted.v1":
      return "counted";
    case "stock.written_off.v1":
      return "written_off";
  }
}

function ordersOf({ data }: StockEvent): { id: string; quantity: number }[] {
  if ("lost" in data) return data.lost.map(({ orderId: id, quantity }) => ({ id, quantity }));
  return "orderId" in data ? [{ id: data.orderId, quantity: data.quantity }] : [];
}
