import { searchSpellings } from "@/server/kernel/search-text";
import { type City, citiesOfEurope } from "./cities";
import { LOCAL_NAMES } from "./local-names";

export type Place = {
  id: string;
  name: string;
  region: string;
  country: string;
  population: number;
  lng: number;
  lat: number;
};

export type PlaceName = { placeId: string; search: string; rank: number };

/** Names that a person may mean by less than the whole: "Frankfurt", "Halle", "Esslingen". */
function shortForms(name: string): string[] {
  const bare = name.replace(/\s*\(.*\)\s*/, " ").trim();
  const head = bare.split(/ (?:am|an der|im|in der|sur|sul|upon|nad|pri|pod) /i)[0] ?? bare;
  return [bare, head].filter((short) => short !== name && short.length > 2);
}

/** A city before its namesakes, its own name before a short form. */
function namesOf(city: City, placeId: string): PlaceName[] {
  // Only the largest place of a name in its country is meant by the table.
  const local =
    city.population >= 10_000 && !isSmallNamesake(city) ? LOCAL_NAMES.get(keyOf(city)) : undefined;
  const full = [local?.shown ?? city.name, city.name, ...(local?.others ?? [])].flatMap(searchSpellings);
  const short = shortForms(city.name).flatMap(searchSpellings);
  const names = new Map<string, PlaceName>();
  for (const search of short) names.set(search, { placeId, search, rank: Math.round(city.population * 0.9) });
  for (const search of full) names.set(search, { placeId, search, rank: city.population });
  names.delete("");
  return [...names.values()];
}

function keyOf({ country, name }: City): string {
  return `${country}/${name}`;
}

let largest: Map<string, City> | undefined;

function isSmallNamesake(city: City): boolean {
  if (!largest) {
    largest = new Map();
    for (const other of citiesOfEurope()) {
      const known = largest.get(keyOf(other));
      if (!known || known.population < other.population) largest.set(keyOf(other), other);
    }
  }
  return largest.get(keyOf(city)) !== city;
}

/** Every place of the city list with all names by which it is found. */
export function generatePlaces(): { places: Place[]; names: PlaceName[] } {
  const places: Place[] = [];
  const names: PlaceName[] = [];
  for (const city of citiesOfEurope()) {
    const id = `geonames-${city.id}`;
    const local = isSmallNamesake(city) ? undefined : LOCAL_NAMES.get(keyOf(city));
    places.push({
      id,
      name: local?.shown ?? city.name,
      region: city.region,
      country: city.country,
      population: city.population,
      lng: city.lng,
      lat: city.lat,
    });
    names.push(...namesOf(city, id));
  }
  return { places, names };
}
