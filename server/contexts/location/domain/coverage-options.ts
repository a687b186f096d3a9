import type { Money } from "@/server/kernel/money";
import { type Method, methods } from "../contract/methods";
import { distanceMeters } from "./distance";

/** An area as a lookup needs it. */
export interface CoverageArea {
  id: string;
  serviceCenterId: string;
  name: string;
  method: Method;
  priority: number;
  fee: Money;
  /** Where the centre stands. */
  lat: number;
  lng: number;
}

export interface CoverageOption {
  serviceCenterId: string;
  name: string;
  method: Method;
  distanceMeters: number;
  fee: Money;
}

type Ranked = CoverageOption & { priority: number };

/**
 * What a point is offered, best first: higher priority, then the smaller fee, then the nearer centre, then the
 * method in the order drop off, pickup, on site, post. Fees in the nearest centre's currency come before others,
 * which can't be compared with them. A centre offers a method once, by its best area.
 */
export function coverageOptions(areas: readonly CoverageArea[], lat: number, lng: number): CoverageOption[] {
  const ranked = areas.map((area): Ranked => {
    const { serviceCenterId, name, method, fee, priority } = area;
    const distance = distanceMeters(lat, lng, area.lat, area.lng);
    return { serviceCenterId, name, method, distanceMeters: distance, fee, priority };
  });
  const home = ranked.reduce<Ranked | undefined>(
    (nearest, option) =>
      nearest === undefined || option.distanceMeters < nearest.distanceMeters ? option : nearest,
    undefined,
  )?.fee.currency;
  ranked.sort((a, b) => compare(a, b, home));
  const offered = new Set<string>();
  return ranked
    .filter(({ serviceCenterId, method }) => {
      const key = `${serviceCenterId} ${method}`;
      return !offered.has(key) && offered.add(key);
    })
    .map(({ priority: _, ...option }) => option);
}

function compare(a: Ranked, b: Ranked, home: string | undefined): number {
  return (
    b.priority - a.priority ||
    Number(a.fee.currency !== home) - Number(b.fee.currency !== home) ||
    compareText(a.fee.currency, b.fee.currency) ||
    a.fee.amountMinor - b.fee.amountMinor ||
    a.distanceMeters - b.distanceMeters ||
    methods.indexOf(a.method) - methods.indexOf(b.method) ||
    compareText(a.serviceCenterId, b.serviceCenterId)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
