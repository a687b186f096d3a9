import type { Area, CentreLoad, UnmetCell } from "./facts";
import { overPercent } from "./load-tint";
import type { View } from "./view";

/** A place where lookups find nothing this often in the chosen time needs a manager. */
export const oftenLookups = 5;

/** Open today, and nobody there to repair. */
export function isUnstaffed(centre: CentreLoad): boolean {
  return centre.openMinutes > 0 && centre.technicians === 0;
}

export function isOver(centre: CentreLoad): boolean {
  return centre.loadPercent !== null && centre.loadPercent > overPercent;
}

/** Letters without their marks, so that "lodz" finds Łódź. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("ł", "l")
    .replaceAll("Ł", "L")
    .toLowerCase();
}

function says(words: string, ...texts: (string | undefined)[]): boolean {
  const text = plain(texts.join(" "));
  return plain(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

type Filter = Pick<View, "country" | "method" | "words" | "only">;

/** Centres of the country, reached by the method, whose names hold the words. */
export function centreRows(centres: CentreLoad[], areas: Area[], filter: Filter): CentreLoad[] {
  const reached = new Set(
    areas.filter(({ method }) => method === filter.method).map(({ serviceCenterId }) => serviceCenterId),
  );
  return centres.filter(
    (centre) =>
      (filter.country === null || centre.country === filter.country) &&
      (filter.method === null || areas.length === 0 || reached.has(centre.serviceCenterId)) &&
      (filter.only !== "over" || isOver(centre)) &&
      (filter.only !== "unstaffed" || isUnstaffed(centre)) &&
      says(filter.words, centre.name, centre.city, centre.country),
  );
}

export function areaRows(areas: Area[], centres: CentreLoad[], filter: Filter): Area[] {
  const unstaffed = new Set(centres.filter(isUnstaffed).map(({ serviceCenterId }) => serviceCenterId));
  return areas.filter(
    (area) =>
      (filter.country === null || area.country === filter.country) &&
      (filter.method === null || area.method === filter.method) &&
      (filter.only !== "unstaffed" || unstaffed.has(area.serviceCenterId)) &&
      says(filter.words, area.serviceCenterName, area.city, area.country),
  );
}

export function unmetRows(cells: UnmetCell[], filter: Filter): UnmetCell[] {
  return cells.filter(
    ({ place, lookups }) =>
      (filter.country === null || place?.country === filter.country) &&
      (filter.only !== "often" || lookups >= oftenLookups) &&
      says(filter.words, place?.name, place?.country),
  );
}

type Key = string | number | null;

/** Sorted by a column: `load` upwards, `-load` downwards; what has no value comes last either way. */
export function sorted<Row>(
  rows: Row[],
  sort: string,
  keys: Record<string, (row: Row) => Key>,
  locale: string,
): Row[] {
  const down = sort.startsWith("-");
  const key = keys[down ? sort.slice(1) : sort];
  if (key === undefined) return rows;
  const words = new Intl.Collator(locale);
  return [...rows].sort((one, other) => {
    const [a, b] = [key(one), key(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order =
      typeof a === "number" && typeof b === "number" ? a - b : words.compare(String(a), String(b));
    return down ? -order : order;
  });
}
