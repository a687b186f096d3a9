import { z } from "zod";
import { database } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { addDays } from "@/server/kernel/time";
import type { Call, VerbContext } from "@/server/platform/call";
import { type CenterSchedule, readSchedule } from "../adapters/read-schedule";
import { repairNeeds } from "../adapters/repair-needs";
import { methodSchema } from "../contract/methods";
import { freeSlots } from "../domain/free-slots";
import { type DayOffer, slotRules } from "../domain/schedule";

export const listSlotsInput = z.object({
  id: z.string().min(1).max(100),
  method: methodSchema,
  /** The centre's calendar date; today when left out. */
  from: z.iso.date().optional(),
  days: z.coerce.number().int().min(1).max(62).default(14),
  durationMinutes: z.coerce.number().int().min(15).max(240).optional(),
  faultId: z.string().max(100).optional(),
  deviceKind: z.string().max(40).optional(),
});

const reasonSchema = z.enum(["full", "closed", "holiday", "past", "too_soon", "no_skill", "beyond"]);
export const listSlotsOutput = z.object({
  timeZone: z.string(),
  days: z.array(
    z.object({
      date: z.string(),
      slots: z.array(
        z.object({
          start: z.string(),
          end: z.string(),
          available: z.boolean(),
          reason: reasonSchema.optional(),
        }),
      ),
      /** Why the day has nothing free. */
      reason: reasonSchema.optional(),
      /** The holiday or closure by its local name. */
      note: z.string().optional(),
    }),
  ),
});
type Output = z.infer<typeof listSlotsOutput>;

/**
 * A centre's slots by local day. Every day asked for is there; one without free slots says why. Refuses with
 * `date_in_past` and `date_too_far` when no day of the range can be booked.
 */
export async function listSlots({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof listSlotsInput>>): Promise<Output> {
  const utcToday = ctx.now().toISOString().slice(0, 10);
  // What no zone and no range can bring near is refused before anything is read.
  if (input.from !== undefined && input.from < addDays(utcToday, -70)) throw new DomainError("date_in_past");
  if (input.from !== undefined && input.from > addDays(utcToday, 70)) throw new DomainError("date_too_far");
  const needs = await repairNeeds(ctx, input, { guess: true });
  const db = await database("location");
  const schedule = await db.read((tx) =>
    readSchedule(tx, { ...input, ...needs, serviceCenterId: input.id, now: ctx.now() }),
  );
  refuseOtherTimes(schedule);
  return { timeZone: schedule.timeZone, days: freeSlots(schedule).map(shown) };
}

function refuseOtherTimes({ frames, today }: CenterSchedule): void {
  const first = frames[0]?.date ?? today;
  const last = frames.at(-1)?.date ?? today;
  if (last < today) throw new DomainError("date_in_past", { today });
  const horizon = addDays(today, slotRules.horizonDays);
  if (first > horizon) throw new DomainError("date_too_far", { lastDay: horizon });
}

function shown({ slots, ...day }: DayOffer): Output["days"][number] {
  return {
    ...day,
    slots: slots.map(({ start, end, ...slot }) => ({ start: instant(start), end: instant(end), ...slot })),
  };
}

function instant(epochMinute: number): string {
  return new Date(epochMinute * 60_000).toISOString();
}
