import { type City, citiesOfEurope } from "../places/cities";
import { createRandom } from "../random";
import { slugOf } from "../slug";
import { CENTER_SITES, type CenterSite } from "./center-list";
import { countryOf } from "./countries";
import { fictionalPhone } from "./phones";

export type Method = "drop_off" | "on_site" | "pickup" | "mail_in";

export type Center = {
  id: string;
  name: string;
  street: string;
  postcode: string;
  city: string;
  country: string;
  timeZone: string;
  phone: string;
  email: string;
  methods: Method[];
  openedOn: string;
  lng: number;
  lat: number;
  /** Of the whole city: how much work comes to this centre. */
  population: number;
};

const METHODS: readonly Method[] = ["drop_off", "on_site", "pickup", "mail_in"];
/** A city's districts stand in the list without their city's size. */
const DISTRICT_POPULATION: Record<string, number> = {
  Kreuzberg: 1_800_000,
  Charlottenburg: 1_600_000,
  Chamberí: 1_700_000,
  Arganzuela: 1_500_000,
  Islington: 4_000_000,
  Brixton: 3_500_000,
  Śródmieście: 950_000,
  "Praga Południe": 750_000,
  Södermalm: 950_000,
  Paris: 1_300_000,
  "Boulogne-Billancourt": 900_000,
};

function placeOf(site: CenterSite): City {
  const found = citiesOfEurope()
    .filter((city) => city.country === site.country && city.name === site.place)
    .sort((a, b) => b.population - a.population)[0];
  if (!found) throw new Error(`The city list has no ${site.place} in ${site.country}`);
  return found;
}

function centerAt(site: CenterSite, seed: string): Center {
  const place = placeOf(site);
  const country = countryOf(site.country);
  const street = site.street.replace(/\s*\d+$/, "");
  const id = slugOf(site.country, site.city, street);
  const random = createRandom(`${seed}/centre/${id}`);
  return {
    id,
    name: `MyComputer ${site.city}, ${street}`,
    street: site.street,
    postcode: site.postcode,
    city: site.city,
    country: site.country,
    timeZone: country.timeZone,
    phone: fictionalPhone(random, site.country, country.callingCode, site.city),
    email: `${slugOf(site.city, street)}@mycomputer.example`,
    methods: METHODS.filter((method) => !(site.without as readonly string[]).includes(method)),
    openedOn: `${random.int(2009, 2022)}-${String(random.int(1, 12)).padStart(2, "0")}-${String(random.int(1, 28)).padStart(2, "0")}`,
    lng: place.lng,
    lat: place.lat,
    population: DISTRICT_POPULATION[site.place] ?? place.population,
  };
}

/** The network's centres, in the order of the list. */
export function generateCenters(seed: string): Center[] {
  return CENTER_SITES.map((site) => centerAt(site, seed));
}
