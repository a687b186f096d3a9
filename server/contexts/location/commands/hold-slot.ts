import { z } from "zod";
import { actorName } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import { uuidV7 } from "@/server/kernel/ids";
import { addDays } from "@/server/kernel/time";
import type { Call, VerbContext, WriteContext } from "@/server/platform/call";
import { linkToken } from "@/server/platform/crypto";
import { writing } from "@/server/platform/verb";
import { readSchedule } from "../adapters/read-schedule";
import { repairNeeds } from "../adapters/repair-needs";
import { openHolds, queueForDay, takeLane } from "../adapters/take-lane";
import { methodSchema } from "../contract/methods";
import { freeSlots, lanesFor, nearestFree } from "../domain/free-slots";
import { holdRules, minutesAfter } from "../domain/hold-rules";
import { type DayOffer, type Schedule, type SlotOffer, slotRules } from "../domain/schedule";

export const holdSlotInput = z.object({
  serviceCenterId: z.string().min(1).max(100),
  method: methodSchema,
  start: z.iso.datetime({ offset: true }),
  durationMinutes: z.number().int().min(15).max(240).optional(),
  faultId: z.string().max(100).optional(),
  deviceKind: z.string().max(40).optional(),
});
export const holdSlotOutput = z.object({
  holdId: z.uuid(),
  expiresAt: z.string(),
  start: z.string(),
  end: z.string(),
  timeZone: z.string(),
  extensionsLeft: z.number().int(),
});

type Input = z.infer<typeof holdSlotInput>;
type Output = z.infer<typeof holdSlotOutput>;
type Needs = Awaited<ReturnType<typeof repairNeeds>>;

/**
 * Keeps a slot for ten minutes. Refuses with `slot_taken` (and the nearest free starts), `slot_not_offered` (and
 * why), `too_many_holds`. What the fault needs is asked of Customer before the transaction.
 */
export async function holdSlot({ ctx, input }: Call<VerbContext, Input>): Promise<Output> {
  const needs = await repairNeeds(ctx, input, { guess: false });
  return writing((call: Call<WriteContext, Input>) => hold(call, needs))({ ctx, input });
}

/** Who holds: the person when known, else the client, neither readable in the table. */
function holderOf(ctx: VerbContext): string {
  return linkToken("holder", ctx.actor.kind === "guest" ? `client:${ctx.clientKey}` : actorName(ctx.actor));
}

async function hold({ ctx, input }: Call<WriteContext, Input>, needs: Needs): Promise<Output> {
  const now = ctx.now();
  const start = new Date(input.start);
  refuseFarOff(start, now);
  const clientKey = holderOf(ctx);
  // Sent in one go: the connection runs them in this order, so what is read after the queue is what holds then.
  const [, open, schedule] = await Promise.all([
    queueForDay(ctx.tx, clientKey, input.serviceCenterId, start),
    openHolds(ctx.tx, clientKey, now),
    readSchedule(ctx.tx, {
      ...input,
      ...needs,
      // The day before covers zones west of Greenwich, and is near too.
      from: addDays(start.toISOString().slice(0, 10), -1),
      days: holdRules.nearestDays,
      now,
    }),
  ]);
  if (open >= holdRules.openPerClient) {
    throw new DomainError("too_many_holds", { open: holdRules.openPerClient });
  }
  const days = freeSlots(schedule);
  const minute = start.getTime() / 60_000;
  const slot = offeredAt(schedule, days, minute);
  const taken = () =>
    new DomainError("slot_taken", { nearest: nearestFree(days, minute, holdRules.nearest).map(instant) });
  if (!slot.available) throw taken();
  const end = new Date(slot.end * 60_000);
  const wanted = { ...input, id: uuidV7(now.getTime()), start, end, clientKey };
  const expiresAt = minutesAfter(now, holdRules.holdMinutes);
  const lanes = lanesFor(schedule, { from: slot.start, until: slot.end });
  const lane = await takeLane(ctx.tx, lanes, { ...wanted, expiresAt }, now);
  if (lane === undefined) throw taken();
  return {
    holdId: wanted.id,
    expiresAt: expiresAt.toISOString(),
    start: start.toISOString(),
    end: end.toISOString(),
    timeZone: schedule.timeZone,
    extensionsLeft: holdRules.extensions,
  };
}

function refuseFarOff(start: Date, now: Date): void {
  if (start <= now) throw new DomainError("slot_not_offered", { reason: "past" });
  if (start > minutesAfter(now, (slotRules.horizonDays + 2) * 1440)) {
    throw new DomainError("slot_not_offered", { reason: "beyond" });
  }
}

/** The slot that starts then, free or full; refuses what is not offered at all, with the slot's or day's reason. */
function offeredAt(schedule: Schedule, days: readonly DayOffer[], minute: number): SlotOffer {
  const day = days[schedule.frames.findIndex((frame) => frame.start <= minute && minute < frame.end)];
  const slot = day?.slots.find((offer) => offer.start === minute);
  if (slot !== undefined && (slot.available || slot.reason === "full")) return slot;
  throw new DomainError("slot_not_offered", { reason: slot?.reason ?? day?.reason ?? "closed" });
}

function instant(epochMinute: number): string {
  return new Date(epochMinute * 60_000).toISOString();
}
