import { addDays } from "@/server/kernel/time";
import { shelfPrice } from "./catalogue/money";
import { type Center, generateCenters, type Method } from "./geo/centers";
import { countryOf } from "./geo/countries";
import { generateTerritories, type Territory } from "./geo/territories";
import { type Calendar, createCalendar } from "./history/calendar";
import { type Staff, staffOf } from "./people/technicians";
import { createRandom } from "./random";

export const HISTORY_DAYS = 730;

export type CoverageArea = Territory & { id: string; priority: number; feeMinor: number; currency: string };
export type Closure = { serviceCenterId: string; date: string; reason: string };

export type CenterWithPeople = {
  center: Center;
  staff: Staff;
  calendar: Calendar;
  closures: Closure[];
};

export type Network = {
  seed: string;
  /** The day that shifts and bookings roll forward from. */
  anchorDay: string;
  /** Two years before the anchor: day 0 of every calendar. */
  firstDay: string;
  centers: CenterWithPeople[];
};

const FEE_EURO: Record<Method, readonly [number, number]> = {
  drop_off: [0, 0],
  pickup: [12, 19],
  on_site: [29, 49],
  mail_in: [7, 12],
};
/** Centres near a place come before those that a parcel reaches; among equals the fee and the distance decide. */
const PRIORITY: Record<Method, number> = { on_site: 10, pickup: 10, drop_off: 10, mail_in: 0 };

/** The network without its shapes: fast, and all that the history needs. */
export function generateNetwork(seed: string, anchorDay: string): Network {
  const firstDay = addDays(anchorDay, -HISTORY_DAYS);
  // Centres of a country keep the same days.
  const calendars = new Map<string, Calendar>();
  const calendarOf = ({ country, timeZone }: Center): Calendar => {
    const calendar = calendars.get(country) ?? createCalendar(country, timeZone, firstDay);
    calendars.set(country, calendar);
    return calendar;
  };
  const centers = generateCenters(seed).map((center, index): CenterWithPeople => {
    const random = createRandom(`${seed}/closures/${center.id}`);
    return {
      center,
      staff: staffOf(center, seed, anchorDay),
      calendar: calendarOf(center),
      closures:
        index % 6 === 3
          ? [
              {
                serviceCenterId: center.id,
                date: addDays(anchorDay, random.int(4, 40)),
                reason: "stocktaking",
              },
            ]
          : [],
    };
  });
  return { seed, anchorDay, firstDay, centers };
}

/** Territories with what the trip costs there. */
export function generateCoverage(network: Network, atEpochMs: number): CoverageArea[] {
  const centers = network.centers.map(({ center }) => center);
  const byId = new Map(centers.map((center) => [center.id, center]));
  return generateTerritories(network.seed, centers).map((territory) => {
    const random = createRandom(`${network.seed}/area/${territory.serviceCenterId}/${territory.method}`);
    const country = byId.get(territory.serviceCenterId)?.country ?? "";
    const { currency, priceLevel } = countryOf(country);
    const [from, to] = FEE_EURO[territory.method];
    // A parcel costs the same to every centre of a country, so that the nearest comes first.
    const fees = territory.method === "mail_in" ? createRandom(`${network.seed}/mail/${country}`) : random;
    const euro = fees.int(from, to) * priceLevel;
    return {
      ...territory,
      id: random.uuid(atEpochMs),
      priority: PRIORITY[territory.method],
      feeMinor: to === 0 ? 0 : shelfPrice(euro, currency),
      currency,
    };
  });
}
