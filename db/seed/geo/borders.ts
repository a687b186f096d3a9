import { readFileSync } from "node:fs";
import type { MultiPolygon, Position } from "geojson";

type Rings = Position[][];

let borders: Record<string, Rings[]> | undefined;

/** A country's land with ten kilometres of sea (Natural Earth, written by build-borders.ts). */
export function borderOf(countryCode: string): MultiPolygon {
  borders ??= JSON.parse(readFileSync(new URL("../data/borders.json", import.meta.url), "utf8")) as Record<
    string,
    Rings[]
  >;
  const coordinates = borders[countryCode];
  if (!coordinates) throw new Error(`There is no border of ${countryCode}`);
  return { type: "MultiPolygon", coordinates };
}
