import type { Tx } from "@/db/client";
import { deviceModels, faults } from "@/db/schema/customer";
import { partFits, parts, stockLevels, suppliers, warehouses } from "@/db/schema/inventory";
import { exchangeRates, labourPrices, vatRates } from "@/db/schema/payment";
import { insertRows } from "../bulk";
import { DEVICES } from "../catalogue/devices";
import { FAULTS } from "../catalogue/faults";
import { EURO_RATES, generateLabourPrices } from "../catalogue/money";
import { generateParts, SUPPLIERS } from "../catalogue/parts";
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
  await insertRows(tx, stockLevels, stockOf(network, catalogue.parts));
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
