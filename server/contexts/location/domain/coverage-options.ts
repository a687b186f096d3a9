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

interface Ranked {
  area: CoverageArea;
  distance: number;
}

/**
 * What a point is offered, best first: higher priority, then the smaller fee, then the nearer centre, then the
 * method in the order drop off, pickup, on site, post. Fees in the nearest centre's currency come before others,
 * which can't be compared with them. A centre offers a method once, by its best area.
 */
export function coverageOptions(areas: readonly CoverageArea[], lat: number, lng: number): CoverageOption[] {
  const ranked: Ranked[] = [];
  let nearest: Ranked | undefined;
  for (const area of areas) {
    const candidate = { area, distance: distanceMeters(lat, lng, area.lat, area.lng) };
    if (nearest === undefined || candidate.distance < nearest.distance) nearest = candidate;
    ranked.push(candidate);
  }
  const home = nearest?.area.fee.currency;
  ranked.sort((a, b) => compare(a, b, home));
  const options: CoverageOption[] = [];
  for (const { area, distance } of ranked) {
    const { serviceCenterId, name, method, fee } = area;
    if (options.some((option) => option.serviceCenterId === serviceCenterId && option.method === method))
      continue;
    options.push({ serviceCenterId, name, method, distanceMeters: distance, fee });
  }
  return options;
}

function compare(a: Ranked, b: Ranked, home: string | undefined): number {
  const [feeA, feeB] = [a.area.fee, b.area.fee];
  return (
    b.area.priority - a.area.priority ||
    (feeA.currency === feeB.currency ? 0 : compareCurrencies(feeA.currency, feeB.currency, home)) ||
    feeA.amountMinor - feeB.amountMinor ||
    a.distance - b.distance ||
    methods.indexOf(a.area.method) - methods.indexOf(b.area.method) ||
    compareText(a.area.serviceCenterId, b.area.serviceCenterId)
  );
}

function compareCurrencies(a: string, b: string, home: string | undefined): number {
  return a === home ? -1 : b === home ? 1 : compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
