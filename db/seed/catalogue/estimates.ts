import { DEVICES } from "./devices";
import { EURO_RATES, generateLabourPrices, minorPerUnit } from "./money";
import { generateParts } from "./parts";
import { VAT_RATES } from "./vat-rates";

export type EstimateBook = {
  /** What a repair was said to cost on a date, VAT included, in the country's currency. */
  estimate(
    country: string,
    deviceId: string,
    faultId: string,
    date: string,
  ): { low: number; high: number; currency: string };
};

/** What a part is sold for against what it is bought for. */
const PART_MARGIN = 1.35;

/** "0.21" */
export function vatRateOn(country: string, date: string): string {
  const held = VAT_RATES.filter((rate) => rate.country === country && rate.validFrom <= date);
  return held.at(-1)?.rate ?? "0";
}

/** Prices of the past orders; the portal asks Payment for those of new ones. */
export function createEstimateBook(seed: string): EstimateBook {
  const labour = new Map(generateLabourPrices().map((price) => [`${price.country}/${price.faultId}`, price]));
  const { parts, fits } = generateParts(seed);
  const priceOfPart = new Map(parts.map((part) => [part.id, part.priceMinor]));
  const partEuro = new Map(
    fits.map((fit) => [`${fit.deviceModelId}/${fit.faultId}`, (priceOfPart.get(fit.partId) ?? 0) / 100]),
  );
  const known = new Set(DEVICES.map(({ id }) => id));
  return {
    estimate(country, deviceId, faultId, date) {
      const price = labour.get(`${country}/${faultId}`);
      if (!price || !known.has(deviceId)) throw new Error(`No price for ${faultId} in ${country}`);
      const { currency } = price;
      const euro = partEuro.get(`${deviceId}/${faultId}`) ?? 0;
      const part = euro * PART_MARGIN * (EURO_RATES[currency] ?? 1) * minorPerUnit(currency);
      const gross = 1 + Number(vatRateOn(country, date));
      const withVat = (net: number) => Math.round(net * gross);
      return { low: withVat(price.lowMinor + part), high: withVat(price.highMinor + part), currency };
    },
  };
}
