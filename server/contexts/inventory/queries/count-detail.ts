import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows, type Tx } from "@/db/client";
import { holdsRole } from "@/server/kernel/actor";
import { type Money, moneySchema } from "@/server/kernel/money";
import type { Call, VerbContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import { countFor } from "../adapters/counts";
import { referencesOf } from "../adapters/order-references";
import { costReaders, countApprovers, stockReaders, stockRoles } from "../adapters/stock-staff";
import { lookAtStock } from "../adapters/stock-store";
import { whoSchema, whoWere } from "../adapters/who";
import { countStatuses } from "../domain/count";
import { decide, evolve, type Reservation, reservationsThatLose } from "../domain/stock";

const outcomeSchema = z.object({
  expected: z.number().int(),
  difference: z.number().int(),
  /** At the buying price; null where the actor may not see what parts cost. */
  value: moneySchema.nullable(),
  /** Pieces came or went since it was counted: this many are in the books now. */
  movedTo: z.number().int().nullable(),
  /** Whose reservation would be lost. */
  losing: z.array(z.object({ orderId: z.string(), reference: z.string().nullable(), quantity: z.number() })),
});

export const countDetailInput = z.object({ id: z.uuid() });
export const countDetailOutput = z.object({
  id: z.uuid(),
  center: z.object({ id: z.string(), name: z.string() }),
  status: z.enum(countStatuses),
  whole: z.boolean(),
  startedAt: z.string(),
  startedBy: whoSchema,
  decidedBy: whoSchema.nullable(),
  decidedAt: z.string().nullable(),
  mayCount: z.boolean(),
  mayApprove: z.boolean(),
  lines: z.array(
    z.object({
      partId: z.string(),
      name: z.string(),
      sku: z.string(),
      counted: z.number().int().nullable(),
      countedBy: whoSchema.nullable(),
      /** Nothing of it while the count is open: who counts is not told what to expect. */
      outcome: outcomeSchema.nullable(),
    }),
  ),
  /** What all differences come to, by currency; null where the actor may not see what parts cost. */
  value: z.array(moneySchema).nullable(),
});
type Output = z.infer<typeof countDetailOutput>;

interface Row {
  partId: string;
  name: string;
  sku: string;
  priceMinor: number;
  currency: string;
  counted: number | null;
  countedBy: string | null;
  expected: number | null;
  onHand: number;
  reserved: number;
}

/** A count with its lines; once it is finished, with what differs and who would lose by it. */
export async function countDetail({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof countDetailInput>>): Promise<Output> {
  const { found, lines, losing } = await inTransaction(ctx, async (inside) => {
    const found = await countFor(inside, input.id, stockReaders);
    const lines = await linesOf(inside.tx, found.count);
    const waits = found.count.status === "finished";
    return {
      found,
      lines,
      losing: waits ? await losersOf(inside, found.count.warehouseId, lines) : noLosers,
    };
  });
  const { count, center, place } = found;
  const seesCost = holdsRole(ctx.actor, costReaders, center);
  const references = await referencesOf(
    ctx,
    [...losing.values()].flat().map(({ orderId }) => orderId),
  );
  const whoWas = await whoWere(
    [count.startedBy, count.decidedBy, ...lines.map((line) => line.countedBy)].filter((who) => who !== null),
  );
  const shown = count.status === "open" ? [] : lines;
  const outcomes = new Map(
    shown.map((line) => {
      const lost = losing.get(line.partId) ?? [];
      return [line.partId, outcomeOf(line, lost, references, count.status === "finished", seesCost)] as const;
    }),
  );
  return {
    id: count.id,
    center: { id: center ?? "", name: place },
    status: count.status,
    whole: count.whole,
    startedAt: count.startedAt.toISOString(),
    startedBy: whoWas(count.startedBy),
    decidedBy: count.decidedBy === null ? null : whoWas(count.decidedBy),
    decidedAt: count.decidedAt?.toISOString() ?? null,
    mayCount: holdsRole(ctx.actor, stockRoles, center),
    mayApprove: holdsRole(ctx.actor, countApprovers, center),
    lines: lines.map(({ partId, name, sku, counted, countedBy }) => ({
      partId,
      name,
      sku,
      counted,
      countedBy: countedBy === null ? null : whoWas(countedBy),
      outcome: outcomes.get(partId) ?? null,
    })),
    value: seesCost ? byCurrency([...outcomes.values()].flatMap((each) => each?.value ?? [])) : null,
  };
}

function linesOf(tx: Tx, { id, warehouseId }: { id: string; warehouseId: string }): Promise<Row[]> {
  return rows<Row>(
    tx,
    sql`select p.id as "partId", p.name, p.sku, p.price_minor::int as "priceMinor", p.currency, c.counted,
          c.counted_by as "countedBy", c.expected, coalesce(l.on_hand, 0) as "onHand",
          coalesce(l.reserved, 0) as reserved
        from inventory.count_lines c
        join inventory.parts p on p.id = c.part_id
        left join inventory.stock_levels l on l.part_id = c.part_id and l.warehouse_id = ${warehouseId}
        where c.count_id = ${id}
        order by p.name, p.id`,
  );
}

type Losers = ReadonlyMap<string, readonly Reservation[]>;
const noLosers: Losers = new Map();

async function losersOf(
  { tx, now }: Pick<VerbContext, "now"> & { tx: Tx },
  warehouseId: string,
  lines: readonly Row[],
): Promise<Losers> {
  const short = lines.filter(({ counted, reserved }) => counted !== null && counted < reserved);
  const levels = await lookAtStock(
    tx,
    short.map(({ partId }) => ({ partId, warehouseId })),
  );
  return new Map(
    levels.map((stock) => {
      const living = decide({ kind: "look" }, stock, now().toISOString()).reduce(evolve, stock);
      const counted = short.find(({ partId }) => partId === stock.partId)?.counted ?? 0;
      return [stock.partId, reservationsThatLose(living, counted)];
    }),
  );
}

function outcomeOf(
  { counted, expected, onHand, priceMinor, currency }: Row,
  losing: readonly Reservation[],
  references: ReadonlyMap<string, string>,
  waits: boolean,
  seesCost: boolean,
): z.infer<typeof outcomeSchema> | null {
  if (counted === null || expected === null) return null;
  const difference = counted - expected;
  return {
    expected,
    difference,
    value: seesCost ? { amountMinor: difference * priceMinor, currency } : null,
    movedTo: waits && onHand !== expected ? onHand : null,
    losing: losing.map(({ orderId, quantity }) => ({
      orderId,
      quantity,
      reference: references.get(orderId) ?? null,
    })),
  };
}

function byCurrency(values: readonly Money[]): Money[] {
  const sums = new Map<string, number>();
  for (const { amountMinor, currency } of values) {
    sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  }
  return [...sums].map(([currency, amountMinor]) => ({ amountMinor, currency }));
}
