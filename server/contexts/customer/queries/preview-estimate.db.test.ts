import { beforeAll, describe, expect, test } from "vitest";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { cleaning, gent, krakow, macbook, screen, seedNetwork } from "@/test-support/network";

freshDatabases();
beforeAll(seedNetwork);

const inGent = {
  deviceId: macbook.id,
  faultId: screen.id,
  serviceCenterId: gent.id,
  method: "drop_off",
} as const;

function preview(changes: Partial<Record<keyof typeof inGent, string>> & { start?: string } = {}) {
  // Some changes are wrong on purpose.
  const input = { ...inGent, ...changes } as typeof inGent;
  return callBy().contexts.customer.estimates.preview.query(input);
}

describe("an estimate", () => {
  test("is a range with VAT, part and the method's fee", async () => {
    // (60 to 100 labour + 100 × 1.35 part) × 1.21, and 15 for the pickup
    expect(await preview()).toMatchObject({
      low: { amountMinor: 23595, currency: "EUR" },
      high: { amountMinor: 28435, currency: "EUR" },
      includesVat: true,
      vatRate: "0.21",
      part: "here",
      timeZone: "Europe/Brussels",
    });
    expect(await preview({ method: "pickup" })).toMatchObject({ low: { amountMinor: 23595 + 1500 } });
  });

  test("is in the country's currency, the part converted", async () => {
    const estimate = await preview({ serviceCenterId: krakow.id });
    expect(estimate).toMatchObject({
      low: { amountMinor: 90417, currency: "PLN" },
      vatRate: "0.23",
      part: "network",
    });
  });

  test("needs no part where the fault needs none", async () => {
    expect(await preview({ faultId: cleaning.id })).toMatchObject({
      low: { amountMinor: 7139 },
      part: "none",
    });
  });

  test("promises from the chosen slot on", async () => {
    const { readyBy } = await preview({ start: "2040-06-05T10:00:00+02:00" });
    // A Tuesday: 75 minutes of work, or twice, and the final check; up to the half hour.
    expect(readyBy).toEqual({ p50: "2040-06-05T10:30:00.000Z", p90: "2040-06-05T11:30:00.000Z" });
  });

  test("refuses what doesn't exist, doesn't belong together or isn't offered", async () => {
    await expect(preview({ deviceId: "abacus" })).rejects.toThrow("unknown_device");
    await expect(preview({ faultId: "boredom" })).rejects.toThrow("unknown_fault");
    await expect(preview({ faultId: "phone-screen-broken" })).rejects.toThrow("fault_not_for_device");
    await expect(preview({ serviceCenterId: "atlantis" })).rejects.toThrow("unknown_service_center");
    await expect(preview({ serviceCenterId: krakow.id, faultId: cleaning.id })).rejects.toThrow(
      "price_unknown",
    );
    await expect(preview({ method: "teleport" })).rejects.toThrow("invalid_input");
  });
});
