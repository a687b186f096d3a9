import { createRandom } from "../random";
import { slugOf } from "../slug";
import { DEVICES, type Device } from "./devices";
import { FAULTS, type Fault } from "./faults";

export type Supplier = { id: string; name: string; country: string; leadTimeDays: number; currency: string };

export type Part = {
  id: string;
  sku: string;
  name: string;
  category: string;
  supplierId: string;
  /** Buying price, euro cents. */
  priceMinor: number;
  currency: "EUR";
};

export type PartFit = { deviceModelId: string; faultId: string; partId: string };

/** Invented wholesalers; each delivers one speed of goods. */
export const SUPPLIERS: readonly Supplier[] = [
  { id: "nl-venlo-parts", name: "Venlo Parts B.V.", country: "NL", leadTimeDays: 1, currency: "EUR" },
  {
    id: "de-elbe-komponenten",
    name: "Elbe Komponenten GmbH",
    country: "DE",
    leadTimeDays: 2,
    currency: "EUR",
  },
  { id: "pl-wisla-czesci", name: "Wisła Części Sp. z o.o.", country: "PL", leadTimeDays: 3, currency: "PLN" },
  { id: "cz-vltava-dily", name: "Vltava Díly s.r.o.", country: "CZ", leadTimeDays: 4, currency: "CZK" },
  { id: "fr-garonne-pieces", name: "Garonne Pièces SARL", country: "FR", leadTimeDays: 5, currency: "EUR" },
  { id: "it-lambro-ricambi", name: "Lambro Ricambi S.r.l.", country: "IT", leadTimeDays: 6, currency: "EUR" },
];

/** Parts that fit many models of a kind, so that one article serves them all. */
const GENERIC = new Set(["disk", "memory", "wireless", "power", "fan"]);

function supplierFor(leadTimeDays: number): Supplier {
  const found = SUPPLIERS.find((supplier) => supplier.leadTimeDays >= leadTimeDays) ?? SUPPLIERS[0];
  if (!found) throw new Error("There are no suppliers");
  return found;
}

function partFor(device: Device, fault: Fault, seed: string): Part | undefined {
  if (!fault.part) return undefined;
  const { category, name, priceEuro, leadTimeDays } = fault.part;
  const isGeneric = GENERIC.has(category) && device.brand !== "Apple" && device.kind !== "console";
  const owner = isGeneric ? slugOf(device.kind) : device.id;
  const id = `${owner}-${slugOf(name)}`;
  const random = createRandom(`${seed}/part/${id}`);
  const price = priceEuro * (isGeneric ? 1 : device.priceClass) * (0.85 + random.next() * 0.3);
  return {
    id,
    sku: `${category.slice(0, 3).toUpperCase()}-${random.int(100000, 999999)}-${slugOf(device.brand).slice(0, 2).toUpperCase()}`,
    name: isGeneric
      ? `${name} (${device.kind.replaceAll("_", "-")})`
      : `${name} ${device.brand} ${device.model}`,
    category,
    supplierId: supplierFor(leadTimeDays).id,
    priceMinor: Math.round(price) * 100 - 10,
    currency: "EUR",
  };
}

/** The parts catalogue and what fits what. */
export function generateParts(seed: string): { parts: Part[]; fits: PartFit[] } {
  const parts = new Map<string, Part>();
  const fits: PartFit[] = [];
  for (const device of DEVICES) {
    for (const fault of FAULTS.filter(({ deviceKind }) => deviceKind === device.kind)) {
      const part = partFor(device, fault, seed);
      if (!part) continue;
      if (!parts.has(part.id)) parts.set(part.id, part);
      fits.push({ deviceModelId: device.id, faultId: fault.id, partId: part.id });
    }
  }
  return { parts: withUniqueSkus([...parts.values()]), fits };
}

function withUniqueSkus(parts: Part[]): Part[] {
  const seen = new Set<string>();
  return parts.map((part) => {
    let sku = part.sku;
    for (let copy = 2; seen.has(sku); copy++) sku = `${part.sku}${copy}`;
    seen.add(sku);
    return { ...part, sku };
  });
}
