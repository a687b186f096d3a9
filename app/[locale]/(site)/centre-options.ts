import { methods } from "@/components/customer/booking/answers";
import type { CentreOption } from "@/components/location/centre-list";
import { distanceMeters } from "./distance";

interface CentreSummary {
  id: string;
  name: string;
  street: string;
  postcode: string;
  city: string;
  lat: number;
  lng: number;
}

interface Offer {
  serviceCenterId: string;
  method: CentreOption["offers"][number]["method"];
  distanceMeters: number;
  fee: CentreOption["offers"][number]["fee"];
}

/** What a lookup found, by centre: the best offer's centre first, each with all the ways it offers here. */
export function centreOptions(offers: readonly Offer[], centres: readonly CentreSummary[]): CentreOption[] {
  const known = new Map(centres.map((centre) => [centre.id, centre]));
  const options = new Map<string, CentreOption>();
  for (const { serviceCenterId, method, fee, distanceMeters: meters } of offers) {
    const centre = known.get(serviceCenterId);
    if (centre === undefined) continue;
    const option = options.get(serviceCenterId);
    if (option) option.offers.push({ method, fee });
    else {
      const { id, name, street, postcode, city, lat, lng } = centre;
      options.set(id, {
        id,
        name,
        street,
        postcode,
        city,
        lat,
        lng,
        distanceMeters: meters,
        offers: [{ method, fee }],
      });
    }
  }
  for (const { offers: ways } of options.values()) {
    ways.sort((a, b) => methods.indexOf(a.method) - methods.indexOf(b.method));
  }
  return [...options.values()];
}

/** The centre nearest to a point that nobody serves. */
export function nearestCentre<Centre extends CentreSummary>(
  place: { lat: number; lng: number },
  centres: readonly Centre[],
): (Centre & { distanceMeters: number }) | undefined {
  return centres
    .map((centre) => ({ ...centre, distanceMeters: distanceMeters(place, centre) }))
    .sort((a, b) => a.distanceMeters - b.distanceMeters)[0];
}
