import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { countLines, counts } from "@/db/schema/inventory";
import { actorName } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import { countedLines, lockCountFor } from "../adapters/counts";
import { countApprovers, stockRoles } from "../adapters/stock-staff";
import { type LockedStock, lockStock, openLevel, recordStock } from "../adapters/stock-store";
import type { StockEvent } from "../contract/stock-events";
import { type CountedLine, countStatuses, linesToCountAgain, moveCount } from "../domain/count";
import { decide, type Losing } from "../domain/stock";

export const moveCountInput = z.object({ id: z.uuid() });
export const approveCountInput = moveCountInput.extend({
  /** The reservations that the approver has seen and agrees to lose. */
  losing: z
    .array(z.object({ partId: z.string().max(120), orderId: z.uuid() }))
    .max(10_000)
    .default([]),
});
export const moveCountOutput = z.object({ id: z.uuid(), status: z.enum(countStatuses) });

type MoveCall = Call<WriteContext, z.infer<typeof moveCountInput>>;
type Output = z.infer<typeof moveCountOutput>;

/** All is counted: shows what differs. Refuses with `count_incomplete` and `count_moved_on`. */
export async function finishCount({ ctx, input: { id } }: MoveCall): Promise<Output> {
  const count = await lockCountFor(ctx, id, stockRoles, "update");
  const status = moveCount("finish", count.status);
  const left = await ctx.tx.$count(countLines, and(eq(countLines.countId, id), isNull(countLines.counted)));
  if (left > 0) throw new DomainError("count_incomplete", { left });
  await ctx.tx
    .update(counts)
    .set({ status, finishedBy: actorName(ctx.actor), finishedAt: ctx.now() })
    .where(eq(counts.id, id));
  return { id, status };
}

/**
 * What was counted becomes what stands in the books, all of it or nothing. Refuses with `count_outdated` where a
 * level moved since, with `count_takes_reserved` where reservations would be lost that the approver has not named,
 * and with `count_moved_on`.
 */
export async function approveCount({
  ctx,
  input: { id, losing },
}: Call<WriteContext, z.infer<typeof approveCountInput>>): Promise<Output> {
  const count = await lockCountFor(ctx, id, countApprovers, "update");
  const status = moveCount("approve", count.status);
  const lines = await countedLines(ctx.tx, count);
  const levels = lines.map(({ partId }) => ({ partId, warehouseId: count.warehouseId }));
  await Promise.all(levels.map((level) => openLevel(ctx.tx, level)));
  const locked = await lockStock(ctx.tx, levels);
  const decided = decideAll(id, lines, locked, losing, ctx.now().toISOString());
  for (const { level, events } of decided) await recordStock(ctx, level, events);
  return decideCount(ctx, id, status);
}

function decideAll(
  countId: string,
  lines: readonly CountedLine[],
  locked: readonly LockedStock[],
  losing: readonly Losing[],
  now: string,
): { level: LockedStock; events: StockEvent[] }[] {
  const refused: DomainError[] = [];
  const decided = locked.flatMap((level) => {
    const line = lines.find(({ partId }) => partId === level.stock.partId);
    if (line === undefined) return [];
    const { counted, expected } = line;
    try {
      const command = { kind: "count", countId, counted, expected, losing } as const;
      return [{ level, events: decide(command, level.stock, now) }];
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push(error);
      return [];
    }
  });
  refuseTogether(refused);
  return decided;
}

/** One refusal that names all parts; what moved comes first, for it has to be counted again anyway. */
function refuseTogether(refused: readonly DomainError[]): void {
  const code = refused.some((each) => each.code === "count_outdated")
    ? "count_outdated"
    : "count_takes_reserved";
  const alike = refused.filter((each) => each.code === code);
  if (alike.length === 0) return;
  const all = (name: string) => alike.flatMap(({ details }) => (details[name] as string[] | undefined) ?? []);
  throw new DomainError(code, { parts: all("parts"), orders: all("orders") });
}

/** What differs or moved is counted again. Refuses with `count_moved_on`. */
export async function sendCountBack({ ctx, input: { id } }: MoveCall): Promise<Output> {
  const count = await lockCountFor(ctx, id, countApprovers, "update");
  const status = moveCount("send_back", count.status);
  const again = linesToCountAgain(await countedLines(ctx.tx, count));
  await ctx.tx
    .update(countLines)
    .set({ counted: null, expected: null, countedBy: null, countedAt: null })
    .where(and(eq(countLines.countId, id), inArray(countLines.partId, again)));
  await ctx.tx.update(counts).set({ status, finishedBy: null, finishedAt: null }).where(eq(counts.id, id));
  return { id, status };
}

/** Ends a count without any effect. Refuses with `count_moved_on`. */
export async function giveCountUp({ ctx, input: { id } }: MoveCall): Promise<Output> {
  const count = await lockCountFor(ctx, id, stockRoles, "update");
  return decideCount(ctx, id, moveCount("give_up", count.status));
}

async function decideCount(ctx: WriteContext, id: string, status: Output["status"]): Promise<Output> {
  await ctx.tx
    .update(counts)
    .set({ status, decidedBy: actorName(ctx.actor), decidedAt: ctx.now() })
    .where(eq(counts.id, id));
  return { id, status };
}
