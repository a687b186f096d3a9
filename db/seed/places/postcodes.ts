import { normalizeSearch } from "@/server/kernel/search-text";
import { slugOf } from "../slug";

export type Postcode = {
  country: string;
  postcode: string;
  place: string;
  region: string;
  lat: number;
  lng: number;
};

/** How a file's columns stand: by its header, or as GeoNames ships its country files, without one. */
export type Columns = Record<"country" | "postcode" | "place" | "state" | "latitude" | "longitude", number>;

const GEONAMES: Columns = { country: 0, postcode: 1, place: 2, state: 3, latitude: 9, longitude: 10 };
const HEADER = ["country", "postcode", "place", "state", "latitude", "longitude"] as const;

/** Reads the columns off a file's first line. Throws a sentence for a person when it is of another kind. */
export function columnsOf(firstLine: string): { columns: Columns; isHeader: boolean } {
  const cells = firstLine.split("\t").map((cell) => cell.trim().toLowerCase());
  if (HEADER.every((name) => cells.includes(name))) {
    const columns = Object.fromEntries(HEADER.map((name) => [name, cells.indexOf(name)])) as Columns;
    return { columns, isHeader: true };
  }
  const isGeoNames = cells.length === 12 && /^[a-z]{2}$/.test(cells[0] ?? "");
  if (isGeoNames) return { columns: GEONAMES, isHeader: false };
  throw new Error(
    `This is not a postcode file: the first line should name the columns ${HEADER.join(", ")}, separated by tabs, ` +
      "or be a line of a GeoNames country file.",
  );
}

/** One line, or why it can't be used. */
export function parsePostcode(line: string, columns: Columns): Postcode | { problem: string } {
  const cells = line.split("\t");
  const cell = (name: keyof Columns) => cells[columns[name]]?.trim() ?? "";
  const lat = Number(cell("latitude") || Number.NaN);
  const lng = Number(cell("longitude") || Number.NaN);
  if (!/^[A-Z]{2}$/.test(cell("country"))) return { problem: "the country is not two capital letters" };
  if (!cell("postcode") || !cell("place")) return { problem: "the postcode or the place is missing" };
  if (!(Math.abs(lat) <= 90) || !(Math.abs(lng) <= 180))
    return { problem: "the coordinates are not on Earth" };
  return {
    country: cell("country"),
    postcode: cell("postcode"),
    place: cell("place"),
    region: cell("state"),
    lat,
    lng,
  };
}

export function postcodeId({ country, postcode, place }: Postcode): string {
  return `postcode-${slugOf(country, postcode, place)}`;
}

/** "1053 DJ Amsterdam" is found by "1053 dj", "1053dj" and "1053 dj amst". */
export function postcodeSearches({ postcode, place }: Postcode): string[] {
  const spaced = normalizeSearch(`${postcode} ${place}`);
  const closed = normalizeSearch(`${postcode.replace(/[\s-]/g, "")} ${place}`);
  return [...new Set([spaced, closed])];
}
