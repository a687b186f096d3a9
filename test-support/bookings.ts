import type { CallContext } from "@/server/platform/call";
import { callBy } from "./calls";
import { gent, macbook, screen } from "./network";

/** The first free slots of the centre in Gent, from the day after tomorrow on. */
export async function freeStarts(count: number, method: "drop_off" | "on_site" | "pickup" = "drop_off") {
  const from = new Date(Date.now() + 2 * 24 * 3600_000).toISOString().slice(0, 10);
  const { days } = await callBy().contexts.location.slots.list.query({
    id: gent.id,
    method,
    from,
    days: 14,
    faultId: screen.id,
  });
  const starts = days.flatMap((day) => day.slots.filter((slot) => slot.available).map((slot) => slot.start));
  if (starts.length < count) throw new Error(`only ${starts.length} slots are free`);
  return starts.slice(0, count);
}

export async function holdSlot(start: string, method: "drop_off" | "on_site" | "pickup" = "drop_off") {
  const { holdId } = await callBy().contexts.location.slots.hold.mutate({
    serviceCenterId: gent.id,
    method,
    start,
    faultId: screen.id,
  });
  return holdId;
}

export const zoe = { name: "Zoë Łukasz", email: "Zoe@Example.test", phone: "+32 470 12 34 56", locale: "en" };

export function bookingOn(holdId: string) {
  return {
    holdId,
    deviceId: macbook.id as string,
    faultId: screen.id as string,
    description: "Fell off the table 🙈\n<b>please</b> be careful. شكرا",
    contact: zoe,
  };
}

/** A guest who books with an idempotency key, as the portal and scripts do. */
export function guest(idempotencyKey: string): CallContext {
  return callBy(undefined, { idempotencyKey });
}

/** A finished booking on the first free slot. */
export async function bookedRepair(changes: Partial<ReturnType<typeof bookingOn>> = {}) {
  const [start = ""] = await freeStarts(1);
  const holdId = await holdSlot(start);
  return guest(`key-${holdId}`).contexts.customer.bookings.book.mutate({ ...bookingOn(holdId), ...changes });
}
