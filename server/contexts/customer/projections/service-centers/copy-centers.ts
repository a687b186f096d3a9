import { sql } from "drizzle-orm";
import type { LocationEvents } from "@/server/contexts/location/contract/events";
import type { FeedProjection } from "@/server/platform/projections/projection";

/** Customer's copy of Location's centres: where to bring a device, whom to call, in which zone. */
export const copyOfServiceCenters: FeedProjection = {
  kind: "feed",
  name: "customer.copy-of-service-centers",
  context: "customer",
  source: "location",
  types: ["location.service_center_opened.v1"] satisfies (keyof LocationEvents)[],
  table: "service_centers",
  async apply(tx, event, table) {
    // Only events of that type come here, in the shape of Location's contract.
    const c = event.data as LocationEvents["location.service_center_opened.v1"];
    await tx.execute(sql`
      insert into ${table} (id, name, street, postcode, city, country, time_zone, phone, lat, lng)
      values (${c.id}, ${c.name}, ${c.street}, ${c.postcode}, ${c.city}, ${c.country}, ${c.timeZone}, ${c.phone},
        ${c.lat}, ${c.lng})
      on conflict (id) do update set name = excluded.name, street = excluded.street, postcode = excluded.postcode,
        city = excluded.city, country = excluded.country, time_zone = excluded.time_zone, phone = excluded.phone,
        lat = excluded.lat, lng = excluded.lng`);
  },
};
