import { z } from "zod";
import { defineEvents } from "@/server/kernel/event-schemas";
import { methodSchema } from "./methods";

const id = z.string().min(1);
const instant = z.iso.datetime({ offset: true });

const slotFacts = z.strictObject({
  slotId: id,
  orderId: id,
  serviceCenterId: id,
  method: methodSchema,
  laneId: id,
  technicianId: id.nullable(),
  start: instant,
  end: instant,
});
export type SlotFacts = z.infer<typeof slotFacts>;

/** What Location tells the other contexts. Instants are ISO 8601; ids and facts only, no personal data. */
export const locationEvents = defineEvents({
  "location.service_center_opened.v1": z.strictObject({
    id,
    name: z.string().min(1),
    street: z.string(),
    postcode: z.string(),
    city: z.string(),
    country: z.string().length(2),
    timeZone: z.string().min(1),
    phone: z.string(),
    lat: z.number().min(-90).max(90),
    lng: z.number().min(-180).max(180),
  }),
  "location.coverage_area_changed.v1": z.strictObject({
    areaId: id,
    version: z.number().int().min(1),
    serviceCenterId: id,
    method: methodSchema,
    /** Of the whole of coverage, after this change. */
    revision: z.number().int(),
  }),
  "location.slot_booked.v1": slotFacts,
  "location.slot_freed.v1": slotFacts,
});
export type LocationEventType = keyof typeof locationEvents;
export type LocationEvents = { [Type in LocationEventType]: z.infer<(typeof locationEvents)[Type]> };

/** An event of this context, its facts checked against its type. */
export function locationEvent<Type extends LocationEventType>(
  type: Type,
  data: LocationEvents[Type],
): { type: Type; data: LocationEvents[Type] } {
  return { type, data };
}
