import { serviceCenterCopies } from "@/db/schema/customer";
import type { LocationEvents } from "@/server/contexts/location/contract/events";
import type { Consumer } from "@/server/platform/consumer";

/** Customer's copy of Location's centres: where to bring a device, whom to call, in which zone. */
export const copyOfServiceCenters: Consumer = {
  name: "customer.copy-of-service-centers",
  context: "customer",
  source: "location",
  types: ["location.service_center_opened.v1"] satisfies (keyof LocationEvents)[],
  async handle(tx, event) {
    // Only events of that type come here, in the shape of Location's contract.
    const center = event.data as LocationEvents["location.service_center_opened.v1"];
    const { id, name, street, postcode, city, country, timeZone, phone, lat, lng } = center;
    const facts = { name, street, postcode, city, country, timeZone, phone, lat, lng };
    await tx
      .insert(serviceCenterCopies)
      .values({ id, ...facts })
      .onConflictDoUpdate({ target: serviceCenterCopies.id, set: facts });
  },
};
