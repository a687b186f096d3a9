import type { Tx } from "@/db/client";
import { locationEvent } from "@/server/contexts/location/contract/events";
import { isoTime } from "../bulk";
import type { OpenOrder } from "../history/open-orders";
import type { CoverageArea, Network } from "../network";
import { type FirstEvent, writeFirstEvents } from "./log";

/** How the network came to be, told to other contexts. */
export async function writeNetworkEvents(
  tx: Tx,
  network: Network,
  areas: readonly CoverageArea[],
): Promise<void> {
  const at = Date.parse(`${network.firstDay}T00:00:00Z`);
  const opened = network.centers.map(({ center }): FirstEvent => {
    const { id, name, street, postcode, city, country, timeZone, phone, lat, lng } = center;
    const data = { id, name, street, postcode, city, country, timeZone, phone, lat, lng };
    const event = locationEvent("location.service_center_opened.v1", data);
    return { ...event, streamId: `service_center-${id}`, at, actor: "system" };
  });
  const drawn = areas.map(({ id, serviceCenterId, method }): FirstEvent => {
    const data = { areaId: id, version: 1, serviceCenterId, method, revision: 1 };
    const event = locationEvent("location.coverage_area_changed.v1", data);
    return { ...event, streamId: `coverage-area-${id}`, at, actor: "system" };
  });
  await writeFirstEvents(tx, "location", [...opened, ...drawn]);
}

export async function writeSlotEvents(
  tx: Tx,
  orders: readonly OpenOrder[],
  technicianIds: Set<string>,
): Promise<void> {
  const booked = orders.map(({ order, slot }): FirstEvent => {
    const { id: orderId, serviceCenterId, method, createdAt } = order;
    const event = locationEvent("location.slot_booked.v1", {
      slotId: slot.id,
      orderId,
      serviceCenterId,
      method,
      laneId: slot.laneId,
      technicianId: technicianIds.has(slot.laneId) ? slot.laneId : null,
      start: isoTime(slot.start),
      end: isoTime(slot.end),
    });
    return { ...event, streamId: `slot-${slot.id}`, at: createdAt, actor: "guest" };
  });
  await writeFirstEvents(tx, "location", booked);
}
