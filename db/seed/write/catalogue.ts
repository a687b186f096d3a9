import type { Tx } from "@/db/client";
import { deviceModels, faults } from "@/db/schema/customer";
import {
  partFits,
  parts,
  priceBreaks,
  stockLevels,
  stockMinimums,
  supplierParts,
  suppliers,
  warehouses,
} from "@/db/schema/inventory";
import { exchangeRates, labourPrices, vatRates } from "@/db/schema/payment";
import { insertRows } from "../bulk";
import { DEVICES } from "../catalogue/devices";
import { FAULTS } from "../catalogue/faults";
import { EURO_RATES, generateLabourPrices } from "../catalogue/money";
import { generateParts, type Part, SUPPLIERS } from "../catalogue/parts";
import { VAT_RATES } from "../catalogue/vat-rates";
import type { Network } from "../network";
import { createRandom } from "../random";

export async function writeDevicesAndFaults(tx: Tx): Promise<void> {
  await insertRows(
    tx,
    deviceModels,
    DEVICES.map(({ id, brand, model, kind, releasedYear, search }) => ({
      id,
      brand,
      model,
      kind,
      releasedYear,
      search,
    })),
  );
  await insertRows(
    tx,
    faults,
    FAULTS.map(({ id, deviceKind, names, durationMinutes, depositPercent, sort }) => ({
      id,
      deviceKind,
      names,
      durationMinutes,
      depositPercent,
      sort,
    })),
  );
}

/** Parts that a centre keeps on the shelf: the fast ones of most models, none of the slow. */
function stockOf(network: Network, partIds: { id: string; category: string }[]) {
  return network.centers.flatMap(({ center }) => {
    const random = createRandom(`${network.seed}/stock/${center.id}`);
    return partIds.flatMap(({ id, category }) => {
      const isFast = ["battery", "disk", "memory", "screen", "port", "stick", "fan", "power"].includes(
        category,
      );
      if (!random.chance(isFast ? 0.45 : 0.12)) return [];
      return [{ partId: id, warehouseId: center.id, onHand: random.int(0, isFast ? 6 : 2), reserved: 0 }];
    });
  });
}

/** What a centre wants to have at least: one or two of every fourth part that it keeps. */
function minimumsOf({ seed }: Network, levels: { partId: string; warehouseId: string }[]) {
  const random = createRandom(`${seed}/minimums`);
  return levels.flatMap(({ partId, warehouseId }) =>
    random.chance(0.25) ? [{ partId, warehouseId, minimum: random.int(1, 2) }] : [],
  );
}

const BREAKS = [
  [1, 1],
  [5, 0.95],
  [20, 0.88],
] as const;

/** Every part at its supplier's, in the supplier's currency, cheaper in larger numbers. */
async function writeOffers(tx: Tx, all: readonly Part[]): Promise<void> {
  const currencyOf = new Map(SUPPLIERS.map(({ id, currency }) => [id, currency]));
  await insertRows(
    tx,
    supplierParts,
    all.map(({ id, supplierId, sku }) => ({
      supplierId,
      partId: id,
      code: `${supplierId.slice(3, 5).toUpperCase()}${sku.replaceAll("-", "").slice(3)}`,
    })),
  );
  await insertRows(
    tx,
    priceBreaks,
    all.flatMap(({ id, supplierId, priceMinor }) => {
      const rate = EURO_RATES[currencyOf.get(supplierId) ?? "EUR"] ?? 1;
      return BREAKS.map(([fromQuantity, share]) => {
        const unitPriceMinor = Math.round(priceMinor * rate * share);
        return { supplierId, partId: id, fromQuantity, unitPriceMinor };
      });
    }),
  );
}

export async function writeStock(tx: Tx, network: Network): Promise<void> {
  const catalogue = generateParts(network.seed);
  await insertRows(tx, suppliers, SUPPLIERS);
  await insertRows(tx, parts, catalogue.parts);
  await insertRows(tx, partFits, catalogue.fits);
  await insertRows(
    tx,
    warehouses,
    network.centers.map(({ center }) => ({ id: center.id, serviceCenterId: center.id, name: center.name })),
  );
  const levels = stockOf(network, catalogue.parts);
  await insertRows(tx, stockLevels, levels);
  await insertRows(tx, stockMinimums, minimumsOf(network, levels));
  await writeOffers(tx, catalogue.parts);
}

export async function writePrices(tx: Tx): Promise<void> {
  await insertRows(tx, labourPrices, generateLabourPrices());
  await insertRows(tx, vatRates, VAT_RATES);
  await insertRows(
    tx,
    exchangeRates,
    Object.entries(EURO_RATES).map(([currency, rate]) => ({
      currency,
      validFrom: "2020-01-01",
      perEuro: String(rate),
      source: "demo: rounded after the European Central Bank's reference rates",
    })),
  );
}
