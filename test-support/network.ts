import { sql } from "drizzle-orm";
import { database, type Tx } from "@/db/client";
import { deviceModels, faults, serviceCenterCopies } from "@/db/schema/customer";
import { partFits, parts, stockLevels, suppliers, warehouses } from "@/db/schema/inventory";
import {
  countries,
  coverageAreas,
  lanes,
  openingHours,
  serviceCenters,
  shifts,
  technicians,
} from "@/db/schema/location";
import { exchangeRates, labourPrices, vatRates } from "@/db/schema/payment";
import { pointOf } from "@/db/schema/types";

/** A network of one centre in Gent with two technicians, and one in Kraków where prices are in złoty. */
export const gent = {
  id: "be-gent-korenmarkt",
  name: "MyComputer Gent",
  street: "Korenmarkt 1",
  postcode: "9000",
  city: "Gent",
  country: "BE",
  timeZone: "Europe/Brussels",
  phone: "+32 9 000 00 00",
  lat: 51.0543,
  lng: 3.7225,
  currency: "EUR",
} as const;
export const krakow = {
  ...gent,
  id: "pl-krakow-rynek",
  name: "MyComputer Kraków",
  street: "Rynek Główny 1",
  postcode: "31-042",
  city: "Kraków",
  country: "PL",
  timeZone: "Europe/Warsaw",
  phone: "+48 12 000 00 00",
  lat: 50.0619,
  lng: 19.9373,
  currency: "PLN",
} as const;
const centers = [gent, krakow] as const;
const everyMethod = ["drop_off", "on_site", "pickup", "mail_in"] as const;

export const macbook = { id: "apple-macbook-air-m2-2022", kind: "laptop" } as const;
export const screen = { id: "laptop-screen-broken", durationMinutes: 75 } as const;
export const cleaning = { id: "laptop-slow-or-malware", durationMinutes: 90 } as const;
export const technicianIds = ["gent-ana", "gent-bo"] as const;

const square = (lng: number, lat: number, half: number) =>
  sql`ST_Multi(ST_MakeEnvelope(${lng - half}, ${lat - half}, ${lng + half}, ${lat + half}, 4326))`;

/** Fills fresh databases with the network. The same rows every time. */
export async function seedNetwork(): Promise<void> {
  await seedCatalogue();
  await seedPrices();
  await seedParts();
  await seedLocation();
}

async function seedCatalogue(): Promise<void> {
  const customer = await database("customer");
  await customer.write(async (tx) => {
    await tx.insert(deviceModels).values([
      {
        id: macbook.id,
        brand: "Apple",
        model: "MacBook Air M2",
        kind: macbook.kind,
        releasedYear: 2022,
        search: "apple macbook air m2 2022",
      },
      {
        id: "apple-iphone-13-2021",
        brand: "Apple",
        model: "iPhone 13",
        kind: "phone",
        releasedYear: 2021,
        search: "apple iphone 13 2021",
      },
    ]);
    await tx.insert(faults).values([
      {
        id: screen.id,
        deviceKind: "laptop",
        names: {
          en: "Screen cracked or black",
          de: "Bildschirm gesprungen oder schwarz",
          fr: "Écran cassé ou noir",
        },
        durationMinutes: screen.durationMinutes,
        sort: 10,
      },
      {
        id: cleaning.id,
        deviceKind: "laptop",
        names: { en: "Slow, or caught malware", de: "Langsam oder befallen", fr: "Lent ou infecté" },
        durationMinutes: cleaning.durationMinutes,
        sort: 20,
      },
      {
        id: "phone-screen-broken",
        deviceKind: "phone",
        names: { en: "Screen cracked or black", de: "Bildschirm gesprungen", fr: "Écran cassé" },
        durationMinutes: 75,
        sort: 10,
      },
    ]);
    await tx.insert(serviceCenterCopies).values(centers.map(({ currency: _, ...center }) => center));
  });
}

async function seedPrices(): Promise<void> {
  const payment = await database("payment");
  await payment.write(async (tx) => {
    await tx.insert(labourPrices).values([
      {
        country: "BE",
        faultId: screen.id,
        validFrom: "2020-01-01",
        lowMinor: 6000,
        highMinor: 10000,
        currency: "EUR",
      },
      {
        country: "BE",
        faultId: cleaning.id,
        validFrom: "2020-01-01",
        lowMinor: 5900,
        highMinor: 9900,
        currency: "EUR",
      },
      {
        country: "PL",
        faultId: screen.id,
        validFrom: "2020-01-01",
        lowMinor: 16000,
        highMinor: 27000,
        currency: "PLN",
      },
    ]);
    await tx.insert(vatRates).values([
      { country: "BE", validFrom: "1996-01-01", rate: "0.21", source: "test" },
      { country: "PL", validFrom: "2011-01-01", rate: "0.23", source: "test" },
    ]);
    await tx.insert(exchangeRates).values([
      { currency: "EUR", validFrom: "2020-01-01", perEuro: "1", source: "test" },
      { currency: "PLN", validFrom: "2020-01-01", perEuro: "4.26", source: "test" },
    ]);
  });
}

async function seedParts(): Promise<void> {
  const inventory = await database("inventory");
  await inventory.write(async (tx) => {
    await tx
      .insert(suppliers)
      .values({ id: "pl-parts", name: "Wisła Części", country: "PL", leadTimeDays: 3 });
    await tx.insert(parts).values({
      id: "macbook-display",
      sku: "SCR-100001-AP",
      name: "Display assembly Apple MacBook Air M2",
      category: "screen",
      supplierId: "pl-parts",
      priceMinor: 10000,
      currency: "EUR",
    });
    await tx
      .insert(partFits)
      .values({ deviceModelId: macbook.id, faultId: screen.id, partId: "macbook-display" });
    await tx.insert(warehouses).values(centers.map(({ id, name }) => ({ id, serviceCenterId: id, name })));
    await tx
      .insert(stockLevels)
      .values({ partId: "macbook-display", warehouseId: gent.id, onHand: 2, reserved: 0 });
  });
}

async function seedLocation(): Promise<void> {
  const location = await database("location");
  await location.write(async (tx) => {
    await tx.insert(countries).values(
      centers.map((center) => ({
        code: center.country,
        currency: center.currency,
        border: square(center.lng, center.lat, 5),
      })),
    );
    for (const { lat, lng, currency, ...center } of centers) {
      await tx.insert(serviceCenters).values({
        ...center,
        email: `${center.id}@example.test`,
        methods: [...everyMethod],
        openedOn: "2020-01-01",
        point: pointOf(lng, lat),
      });
      await tx.insert(openingHours).values(
        [1, 2, 3, 4, 5].map((weekday) => ({
          serviceCenterId: center.id,
          weekday,
          opensMinute: 9 * 60,
          closesMinute: 18 * 60,
        })),
      );
      await tx.insert(coverageAreas).values(
        everyMethod.map((method, index) => ({
          id: `0190a0b0-0000-7000-8000-${center.country === "BE" ? "1" : "2"}0000000000${index}`,
          version: 1,
          serviceCenterId: center.id,
          method,
          feeMinor: method === "drop_off" ? 0 : 1500,
          currency,
          area: square(lng, lat, 0.5),
          validFrom: new Date("2020-01-01T00:00:00Z"),
          changedBy: "system",
        })),
      );
    }
    await seedTechnicians(tx);
  });
}

async function seedTechnicians(tx: Tx): Promise<void> {
  await tx.insert(technicians).values(
    technicianIds.map((id) => ({
      id,
      serviceCenterId: gent.id,
      name: id,
      skills: ["laptop", "phone", "on_site"],
    })),
  );
  await tx.insert(shifts).values(
    technicianIds.flatMap((technicianId) =>
      [1, 2, 3, 4, 5].map((weekday) => ({
        technicianId,
        weekday,
        startsMinute: 9 * 60,
        endsMinute: 18 * 60,
      })),
    ),
  );
  await tx.insert(lanes).values([
    ...technicianIds.map((id) => ({
      id,
      serviceCenterId: gent.id,
      kind: "technician" as const,
      technicianId: id,
    })),
    { id: "gent-van", serviceCenterId: gent.id, kind: "pickup", technicianId: null },
    { id: "gent-post", serviceCenterId: gent.id, kind: "post", technicianId: null },
  ]);
}
