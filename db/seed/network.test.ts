import { booleanPointInPolygon, flatten, kinks } from "@turf/turf";
import { beforeAll, describe, expect, test } from "vitest";
import { normalizeSearch } from "@/server/kernel/search-text";
import { DEVICE_KINDS, DEVICES } from "./catalogue/devices";
import { FAULTS } from "./catalogue/faults";
import { generateLabourPrices } from "./catalogue/money";
import { generateParts } from "./catalogue/parts";
import { VAT_RATES } from "./catalogue/vat-rates";
import { networkDigest } from "./digest";
import { borderOf } from "./geo/borders";
import { COUNTRIES } from "./geo/countries";
import { REACH_KILOMETERS } from "./geo/territories";
import { type CoverageArea, generateCoverage, generateNetwork, type Network } from "./network";
import { citiesOfEurope } from "./places/cities";
import { generatePlaces } from "./places/places";

const ANCHOR_DAY = "2026-11-02";
const SLOW_MACHINE_MS = 60_000;
let network: Network;
let areas: CoverageArea[];

beforeAll(() => {
  network = generateNetwork("demo", ANCHOR_DAY);
  areas = generateCoverage(network, 0);
}, SLOW_MACHINE_MS);

test(
  "the same seed and day give the same network, another seed another",
  () => {
    const digest = networkDigest("demo", ANCHOR_DAY, 300);
    expect(networkDigest("demo", ANCHOR_DAY, 300)).toBe(digest);
    expect(generateCoverage(generateNetwork("demo", ANCHOR_DAY), 0)).toEqual(areas);
    const first = (seed: string) => generateNetwork(seed, ANCHOR_DAY).centers[0]?.staff;
    expect(first("else")).not.toEqual(first("demo"));
  },
  SLOW_MACHINE_MS,
);

describe("centres", () => {
  test("at least sixty in at least twenty countries, each id once", () => {
    const centers = network.centers.map(({ center }) => center);
    expect(centers.length).toBeGreaterThanOrEqual(60);
    expect(new Set(centers.map(({ country }) => country)).size).toBeGreaterThanOrEqual(20);
    expect(new Set(centers.map(({ id }) => id)).size).toBe(centers.length);
    expect(centers.map(({ id }) => id)).toContain("be-gent-korenmarkt");
  });

  test("four to eight technicians each, and every kind of device is mended everywhere", () => {
    for (const { center, staff } of network.centers) {
      expect(staff.technicians.length, center.id).toBeGreaterThanOrEqual(4);
      expect(staff.technicians.length, center.id).toBeLessThanOrEqual(8);
      const skills = new Set(staff.technicians.flatMap((technician) => technician.skills));
      for (const kind of DEVICE_KINDS) expect(skills, center.id).toContain(kind);
      expect(skills.has("on_site"), center.id).toBe(center.methods.includes("on_site"));
    }
  });

  test("every open day has people", () => {
    for (const { center, staff, calendar } of network.centers) {
      for (let day = 730; day < 737; day++) {
        const weekday = calendar.weekday(day);
        const isOpen = calendar.spans(day).length > 0;
        if (isOpen)
          expect(staff.shifts.filter((shift) => shift.weekday === weekday).length, center.id).toBeGreaterThan(
            0,
          );
      }
    }
  });
});

describe("coverage areas", () => {
  test("cover their centre, are drawn without knots, and stay small enough to draw", () => {
    for (const { center } of network.centers) {
      const own = areas.filter((area) => area.serviceCenterId === center.id);
      expect(own.map(({ method }) => method).sort()).toEqual([...center.methods].sort());
      for (const { area, method } of own) {
        expect(booleanPointInPolygon([center.lng, center.lat], area), `${center.id} ${method}`).toBe(true);
        if (method === "mail_in") continue;
        expect(area.coordinates.flat(2).length, center.id).toBeLessThan(500);
        const knots = flatten(area).features.reduce((sum, part) => sum + kinks(part).features.length, 0);
        expect(knots, center.id).toBe(0);
      }
    }
  });

  test("overlap in Berlin, and leave gaps in the far north", () => {
    const dropOff = areas.filter(({ method }) => method === "drop_off");
    const serving = (lng: number, lat: number) =>
      dropOff
        .filter(({ area }) => booleanPointInPolygon([lng, lat], area))
        .map((each) => each.serviceCenterId);
    expect(serving(13.403, 52.5)).toEqual(["de-berlin-oranienstrasse", "de-berlin-kantstrasse"]);
    expect(serving(3.72, 51.05)).toEqual(["be-gent-korenmarkt"]);
    expect(serving(25.72, 66.5)).toEqual([]);
  });

  test("stop at the border: Kehl is not served from France, nor Strasbourg from Germany", () => {
    const countryOf = new Map(network.centers.map(({ center }) => [center.id, center.country]));
    const countriesAt = (lng: number, lat: number) =>
      new Set(
        areas
          .filter(({ area }) => booleanPointInPolygon([lng, lat], area))
          .map(({ serviceCenterId }) => countryOf.get(serviceCenterId)),
      );
    expect(countriesAt(7.83, 48.575)).toEqual(new Set(["DE"]));
    expect(countriesAt(7.745, 48.58)).toEqual(new Set(["FR"]));
  });

  test("drop-off is free, coming to the door is not", () => {
    for (const { method, feeMinor } of areas) expect(feeMinor === 0, method).toBe(method === "drop_off");
  });
});

test("every city of 50,000 near a centre lies in its country, sea strip and all", () => {
  const near = citiesOfEurope().filter(
    (city) =>
      city.population >= 50_000 &&
      network.centers.some(({ center }) => {
        const north = (center.lat - city.lat) * 111.3;
        const east = (center.lng - city.lng) * 111.3 * Math.cos((city.lat * Math.PI) / 180);
        return center.country === city.country && Math.hypot(north, east) < REACH_KILOMETERS.drop_off;
      }),
  );
  const outside = near.filter(
    ({ country, lng, lat }) => !booleanPointInPolygon([lng, lat], borderOf(country)),
  );
  expect(near.length).toBeGreaterThan(500);
  expect(outside.map(({ name }) => name)).toEqual([]);
});

describe("places", () => {
  const { places, names } = generatePlaces();
  const best = (typed: string) => {
    const search = normalizeSearch(typed);
    const found = names.filter((name) => name.search === search).sort((a, b) => b.rank - a.rank)[0];
    return places.find(({ id }) => id === found?.placeId)?.name;
  };

  test.each([
    ["Gent", "Gent"],
    ["ghent", "Gent"],
    ["Gand", "Gent"],
    ["Kreuzberg", "Kreuzberg"],
    ["lodz", "Łódź"],
    ["Łódź", "Łódź"],
    ["CORK", "Cork"],
    ["Munich", "München"],
    ["Muenchen", "München"],
    ["Munchen", "München"],
    ["Cologne", "Köln"],
    ["Koebenhavn", "København"],
    ["Bruxelles", "Brussel"],
    ["Αθήνα", "Athína"],
    ["Frankfurt", "Frankfurt am Main"],
    ["den bosch", "'s-Hertogenbosch"],
  ])("%s is found as %s", (typed, expected) => {
    expect(best(typed)).toBe(expected);
  });
});

describe("catalogue", () => {
  test("at least 120 devices, every id once, every kind with faults in three languages", () => {
    expect(DEVICES.length).toBeGreaterThanOrEqual(120);
    expect(new Set(DEVICES.map(({ id }) => id)).size).toBe(DEVICES.length);
    expect(new Set(FAULTS.map(({ id }) => id)).size).toBe(FAULTS.length);
    for (const kind of DEVICE_KINDS) {
      expect(
        DEVICES.some((device) => device.kind === kind),
        kind,
      ).toBe(true);
      expect(FAULTS.filter(({ deviceKind }) => deviceKind === kind).length, kind).toBeGreaterThan(3);
    }
    expect(DEVICES.every(({ kind }) => DEVICE_KINDS.includes(kind))).toBe(true);
    for (const { names, durationMinutes, id } of FAULTS) {
      expect(Object.values(names).every(Boolean), id).toBe(true);
      expect(durationMinutes % 15, id).toBe(0);
    }
  });

  test("parts fit what exists, and every country has prices and a VAT rate on the anchor day", () => {
    const { parts, fits } = generateParts("demo");
    expect(new Set(parts.map(({ sku }) => sku)).size).toBe(parts.length);
    const ids = new Set(parts.map(({ id }) => id));
    expect(fits.every(({ partId }) => ids.has(partId))).toBe(true);
    const prices = generateLabourPrices();
    for (const { code, currency } of COUNTRIES) {
      const own = prices.filter(({ country }) => country === code);
      expect(own.length, code).toBe(FAULTS.length);
      expect(
        own.every((price) => price.lowMinor < price.highMinor && price.currency === currency),
        code,
      ).toBe(true);
      const rate = VAT_RATES.filter((each) => each.country === code && each.validFrom <= ANCHOR_DAY).at(-1);
      expect(Number(rate?.rate), code).toBeGreaterThan(0.08);
    }
  });
});
