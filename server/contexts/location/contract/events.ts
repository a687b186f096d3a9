import type { Method } from "./methods";

/** What Location tells the other contexts. Instants are ISO 8601; ids and facts only, no personal data. */
export interface LocationEvents {
  "location.service_center_opened.v1": {
    id: string;
    name: string;
    street: string;
    postcode: string;
    city: string;
    country: string;
    timeZone: string;
    phone: string;
    lat: number;
    lng: number;
  };
  "location.coverage_area_changed.v1": {
    areaId: string;
    version: number;
    serviceCenterId: string;
    method: Method;
    /** Of the whole of coverage, after this change. */
    revision: number;
  };
  "location.slot_booked.v1": SlotFacts;
  "location.slot_freed.v1": SlotFacts;
}

export interface SlotFacts {
  slotId: string;
  orderId: string;
  serviceCenterId: string;
  method: Method;
  laneId: string;
  technicianId: string | null;
  start: string;
  end: string;
}

export type LocationEventType = keyof LocationEvents;

/** An event of this context, its facts checked against its type. */
export function locationEvent<Type extends LocationEventType>(
  type: Type,
  data: LocationEvents[Type],
): { type: Type; data: LocationEvents[Type] } {
  return { type, data };
}
