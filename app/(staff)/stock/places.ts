import type { Place } from "@/components/inventory/stock/types";
import { isAway } from "@/server/platform/away";
import { api } from "@/server/routers/api";
import type { Contexts } from "@/server/routers/contexts";

/** The centres whose stock the person may see, with their clocks; in universal time while Location is away. */
export async function placesOfPerson(): Promise<Place[]> {
  const { inventory, location } = await api();
  const [{ places }, zones] = await Promise.all([inventory.stock.places.query(), timeZones(location)]);
  return places.map(({ id, name, mayCount }) => ({ id, name, mayCount, timeZone: zones.get(id) ?? "UTC" }));
}

async function timeZones(location: Contexts["location"]): Promise<Map<string, string>> {
  try {
    const { serviceCenters } = await location.serviceCenters.list.query({});
    return new Map(serviceCenters.map(({ id, timeZone }) => [id, timeZone]));
  } catch (error) {
    if (isAway(error)) return new Map();
    throw error;
  }
}
