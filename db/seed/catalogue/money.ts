import { COUNTRIES } from "../geo/countries";
import { FAULTS } from "./faults";

export type LabourPrice = {
  country: string;
  faultId: string;
  validFrom: string;
  lowMinor: number;
  highMinor: number;
  currency: string;
};

/**
 * One euro in other currencies, rounded; the demo network buys parts at these fixed rates. Order of magnitude of the
 * European Central Bank's reference rates of 2024 to 2026.
 */
export const EURO_RATES: Readonly<Record<string, number>> = {
  EUR: 1,
  GBP: 0.86,
  CHF: 0.94,
  PLN: 4.26,
  CZK: 24.6,
  SEK: 11.1,
  DKK: 7.46,
  NOK: 11.7,
  HUF: 396,
  RON: 5.05,
  ISK: 144,
};

/** Smallest step of a shelf price, in minor units: whole euros, ten crowns, five hundred forints. */
const PRICE_STEP_MINOR: Readonly<Record<string, number>> = {
  PLN: 500,
  CZK: 1000,
  SEK: 1000,
  DKK: 500,
  NOK: 1000,
  HUF: 50_000,
  RON: 500,
  ISK: 500,
};

/** The Icelandic króna has no minor unit (ISO 4217); every other currency here has hundredths. */
export function minorPerUnit(currency: string): number {
  return currency === "ISK" ? 1 : 100;
}

/** Euro as a shelf price of a country's currency, in minor units. */
export function shelfPrice(euro: number, currency: string): number {
  const step = PRICE_STEP_MINOR[currency] ?? 100;
  const minor = euro * (EURO_RATES[currency] ?? 1) * minorPerUnit(currency);
  return Math.max(step, Math.round(minor / step) * step);
}

export function generateLabourPrices(): LabourPrice[] {
  return COUNTRIES.flatMap(({ code, currency, priceLevel }) =>
    FAULTS.map((fault) => ({
      country: code,
      faultId: fault.id,
      validFrom: "2020-01-01",
      lowMinor: shelfPrice(fault.labourEuro[0] * priceLevel, currency),
      highMinor: shelfPrice(fault.labourEuro[1] * priceLevel, currency),
      currency,
    })),
  );
}
