import { expect, test } from "vitest";
import {
  calendarDay,
  dateIn,
  dayAndTime,
  distance,
  money,
  moneyRange,
  zoneName,
} from "@/components/ui/format";

const narrow = /[\u00a0\u202f]/g;

test("money is written with the digits of its currency's minor unit", () => {
  expect(money({ amountMinor: 129900, currency: "EUR" }, "en")).toBe("€1,299.00");
  expect(money({ amountMinor: -5, currency: "EUR" }, "en")).toBe("-€0.05");
  expect(money({ amountMinor: 9900, currency: "ISK" }, "en")).toBe("ISK 9,900".replace(" ", "\u00a0"));
  expect(money({ amountMinor: 4950000, currency: "HUF" }, "en")).toBe("HUF 49,500".replace(" ", "\u00a0"));
  expect(money({ amountMinor: 129900, currency: "EUR" }, "fr").replace(narrow, " ")).toBe("1 299,00 €");
});

test("a range whose ends are equal is one price", () => {
  const price = { amountMinor: 46_000, currency: "EUR" };
  expect(moneyRange(price, price, "en")).toBe("€460");
});

test("a price range names its currency once and drops empty cents", () => {
  const range = moneyRange(
    { amountMinor: 12000, currency: "EUR" },
    { amountMinor: 18000, currency: "EUR" },
    "de",
  );
  expect(range.replace(narrow, " ")).toBe("120–180 €");
});

test("an instant is said in the zone of its centre, on both sides of the clock change", () => {
  expect(dayAndTime("2026-10-24T22:30:00Z", "Europe/Brussels", "en")).toBe("Sunday 25 October at 00:30");
  expect(dayAndTime("2026-10-25T22:30:00Z", "Europe/Brussels", "en")).toBe("Sunday 25 October at 23:30");
  expect(dateIn("2026-12-31T23:30:00Z", "Europe/Helsinki")).toBe("2027-01-01");
});

test("a calendar date is the same day wherever it is read", () => {
  expect(calendarDay("2026-12-03", "de")).toBe("Donnerstag, 3. Dezember");
});

test("a zone is named in words", () => {
  expect(zoneName("Europe/Brussels", "en")).toBe("Central European Time");
});

test("distances round to what helps", () => {
  expect(distance(847, "en")).toBe("850 m");
  expect(distance(3420, "en")).toBe("3.4 km");
  expect(distance(42_300, "de").replace(narrow, " ")).toBe("42 km");
});
