import { describe, expect, it } from "vitest";
import { type CoverageArea, coverageOptions } from "./coverage-options";

const berlin = { lat: 52.5, lng: 13.4 };

function area(given: Partial<CoverageArea>): CoverageArea {
  return {
    id: "area",
    serviceCenterId: "near",
    name: "Near",
    method: "drop_off",
    priority: 0,
    fee: { amountMinor: 0, currency: "EUR" },
    lat: 52.51,
    lng: 13.41,
    ...given,
  };
}

function order(...areas: CoverageArea[]): string[] {
  return coverageOptions(areas, berlin.lat, berlin.lng).map(
    (option) => `${option.serviceCenterId} ${option.method}`,
  );
}

describe("what a point is offered", () => {
  it("comes by priority first, then by fee, then by distance", () => {
    expect(
      order(
        area({ serviceCenterId: "far", lat: 53 }),
        area({}),
        area({ method: "on_site", fee: { amountMinor: 4900, currency: "EUR" } }),
        area({
          serviceCenterId: "preferred",
          lat: 53,
          priority: 1,
          fee: { amountMinor: 900, currency: "EUR" },
        }),
      ),
    ).toEqual(["preferred drop_off", "near drop_off", "far drop_off", "near on_site"]);
  });

  it("comes by method where all else is equal", () => {
    expect(order(area({ method: "mail_in" }), area({ method: "pickup" }), area({}))).toEqual([
      "near drop_off",
      "near pickup",
      "near mail_in",
    ]);
  });

  it("names a centre's method once, at its best fee", () => {
    const options = coverageOptions(
      [
        area({ fee: { amountMinor: 500, currency: "EUR" } }),
        area({ fee: { amountMinor: 300, currency: "EUR" } }),
      ],
      berlin.lat,
      berlin.lng,
    );
    expect(options.map((option) => option.fee.amountMinor)).toEqual([300]);
  });

  it("puts the nearest centre's currency first", () => {
    expect(
      order(
        area({ serviceCenterId: "abroad", lat: 54, fee: { amountMinor: 1, currency: "DKK" } }),
        area({ fee: { amountMinor: 700, currency: "EUR" } }),
      ),
    ).toEqual(["near drop_off", "abroad drop_off"]);
  });
});
