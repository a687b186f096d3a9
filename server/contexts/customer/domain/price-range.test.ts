import { expect, test } from "vitest";
import { money } from "@/server/kernel/money";
import { type PriceParts, priceRange } from "./price-range";

const inEuro: PriceParts = {
  labour: { low: money(6000, "EUR"), high: money(10000, "EUR") },
  vatRate: "0.21",
  part: null,
  partPricing: { perEuro: "1", marginPercent: 135 },
  fee: { low: money(0, "EUR"), high: money(0, "EUR") },
};

test("labour alone carries VAT", () => {
  expect(priceRange(inEuro)).toEqual({ low: money(7260, "EUR"), high: money(12100, "EUR") });
});

test("a part is sold with its margin, and VAT is due on it too", () => {
  // (60.00 + 100.00 × 1.35) × 1.21 = 235.95
  expect(priceRange({ ...inEuro, part: money(10000, "EUR") }).low).toEqual(money(23595, "EUR"));
});

test("a fee includes its VAT already and spans its areas", () => {
  const fee = { low: money(500, "EUR"), high: money(1500, "EUR") };
  expect(priceRange({ ...inEuro, fee })).toEqual({ low: money(7760, "EUR"), high: money(13600, "EUR") });
});

test("a part bought in euro is converted at Payment's rate, also where a currency has no cents", () => {
  const inZloty: PriceParts = {
    labour: { low: money(16000, "PLN"), high: money(27000, "PLN") },
    vatRate: "0.23",
    part: money(10000, "EUR"),
    partPricing: { perEuro: "4.260000", marginPercent: 135 },
    fee: { low: money(0, "PLN"), high: money(0, "PLN") },
  };
  // (160.00 + 100.00 × 4.26 × 1.35) × 1.23 = 904.173
  expect(priceRange(inZloty).low).toEqual(money(90417, "PLN"));

  const inKronur: PriceParts = {
    labour: { low: money(9000, "ISK"), high: money(14000, "ISK") },
    vatRate: "0.24",
    part: money(10000, "EUR"),
    partPricing: { perEuro: "144", marginPercent: 135 },
    fee: { low: money(0, "ISK"), high: money(0, "ISK") },
  };
  // (9000 + 100 × 144 × 1.35) × 1.24 = 35265.6
  expect(priceRange(inKronur).low).toEqual(money(35266, "ISK"));
});
