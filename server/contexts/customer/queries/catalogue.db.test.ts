import { beforeAll, describe, expect, test } from "vitest";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { macbook, screen, seedNetwork } from "@/test-support/network";

freshDatabases();
beforeAll(seedNetwork);

async function devicesFor(q: string): Promise<string[]> {
  const { devices } = await callBy().contexts.customer.catalogue.devices.query({ q });
  return devices.map((device) => device.id);
}

describe("the catalogue of devices", () => {
  test("finds what was misspelled, in pieces or in capitals", async () => {
    for (const typed of ["macbook air", "MACBOK", "mac book", "aple m2", "macbook air m2 2022"]) {
      expect((await devicesFor(typed))[0], typed).toBe(macbook.id);
    }
  });

  test("finds nothing for what is no device, whatever signs it is made of", async () => {
    for (const typed of ["toaster", "%", "_'; drop table", "🙂", "ثلاجة"]) {
      expect(await devicesFor(typed), typed).toEqual([]);
    }
  });

  test("shows devices before anything was typed", async () => {
    expect(await devicesFor("")).toHaveLength(2);
  });
});

describe("the catalogue of faults", () => {
  test("names them in the caller's language, and only those of the device's kind", async () => {
    const german = callBy(undefined, { locale: "de" }).contexts.customer.catalogue;
    const { faults } = await german.faults.query({ deviceId: macbook.id });
    expect(faults.map((fault) => fault.name)).toEqual([
      "Bildschirm gesprungen oder schwarz",
      "Langsam oder befallen",
    ]);
    expect(faults[0]).toMatchObject({ id: screen.id, durationMinutes: 75 });
  });

  test("refuses a device and a fault that do not exist", async () => {
    const { catalogue } = callBy().contexts.customer;
    await expect(catalogue.faults.query({ deviceId: "abacus" })).rejects.toThrow("unknown_device");
    await expect(catalogue.fault.query({ faultId: "boredom" })).rejects.toThrow("unknown_fault");
  });
});
