import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { generatePlaces } from "@/db/seed/places/places";
import type { Random } from "@/db/seed/random";

export type Point = [lng: number, lat: number];

const postcodes = "../shared/data/postcodes/europe.tsv.gz";

/** Where people are: real European postcodes when they are at hand, else the towns of the city list. Says which. */
export function pointsOfEurope(say: (line: string) => void): Point[] {
  if (!existsSync(postcodes)) {
    say(`${postcodes} is absent: the points are the towns of the city list`);
    return generatePlaces().places.map(({ lng, lat }) => [lng, lat]);
  }
  const lines = gunzipSync(readFileSync(postcodes)).toString("utf8").split("\n").slice(1);
  const points = lines.map((line): Point => {
    const [, , , , lat, lng] = line.split("\t");
    return [Number(lng), Number(lat)];
  });
  const found = points.filter(([lng, lat]) => Number.isFinite(lng) && Number.isFinite(lat));
  say(`${found.length} postcodes (GeoNames, CC BY 4.0)`);
  return found;
}

export function sampleOf<Item>(items: readonly Item[], count: number, random: Random): Item[] {
  return Array.from({ length: count }, () => items[random.int(0, items.length - 1)]).filter(
    (item): item is Item => item !== undefined,
  );
}
