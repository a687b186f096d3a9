import type { Center } from "../geo/centers";
import { countryOf } from "../geo/countries";
import { fictionalPhone } from "../geo/phones";
import type { Random } from "../random";
import { slugOf } from "../slug";
import { personName, streetLine } from "./names";

export type SeededCustomer = {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  locale: "en" | "de" | "fr";
  createdAt: number;
};

export type SeededAddress = {
  id: string;
  customerId: string;
  line: string;
  postcode: string;
  city: string;
  country: string;
};

const GERMAN = new Set(["AT", "DE", "CH"]);
const FRENCH = new Set(["FR", "LU"]);

function localeOf(random: Random, center: Center): SeededCustomer["locale"] {
  if (["Genève", "Brussel"].includes(center.city)) return random.chance(0.8) ? "fr" : "en";
  if (GERMAN.has(center.country)) return random.chance(0.9) ? "de" : "en";
  if (FRENCH.has(center.country)) return random.chance(0.92) ? "fr" : "en";
  return "en";
}

/** An invented person near a centre. `number` makes the address at example.org (RFC 2606) unique. */
export function makeCustomer(
  random: Random,
  center: Center,
  createdAt: number,
  number: number,
): SeededCustomer {
  const { first, family } = personName(random, center.country);
  const { callingCode } = countryOf(center.country);
  return {
    id: random.uuid(createdAt),
    name: `${first} ${family}`,
    email: `${slugOf(first)}.${slugOf(family)}.${number.toString(36)}@example.org`,
    phone: random.chance(0.7) ? fictionalPhone(random, center.country, callingCode, center.city) : null,
    locale: localeOf(random, center),
    createdAt,
  };
}

export function makeAddress(random: Random, center: Center, customer: SeededCustomer): SeededAddress {
  return {
    id: random.uuid(customer.createdAt),
    customerId: customer.id,
    line: streetLine(random, center.country),
    postcode: center.postcode,
    city: center.city,
    country: center.country,
  };
}
