import { createHash } from "node:crypto";
import { DEVICES } from "./catalogue/devices";
import { FAULTS } from "./catalogue/faults";
import { generateLabourPrices } from "./catalogue/money";
import { generateParts } from "./catalogue/parts";
import { createLedger } from "./history/ledger";
import { openOrders } from "./history/open-orders";
import { pastOrders } from "./history/past-orders";
import { generateUnmetLookups } from "./history/unmet";
import { generateNetwork } from "./network";

/** A fingerprint of what chance decides, borders apart: two equal ones are the same demo network. */
export function networkDigest(seed: string, anchorDay: string, orders: number): string {
  const hash = createHash("sha256");
  const add = (value: unknown) => hash.update(JSON.stringify(value)).update("\n");
  const network = generateNetwork(seed, anchorDay);
  for (const { center, staff, closures } of network.centers) add([center, staff, closures]);
  add([DEVICES, FAULTS, generateLabourPrices(), generateParts(seed), generateUnmetLookups(seed, anchorDay)]);
  const cutoff = Date.parse(`${anchorDay}T05:00:00Z`);
  const ledger = createLedger(network);
  for (const order of pastOrders(network, ledger, orders, cutoff)) add(order);
  for (const order of openOrders(network, ledger, cutoff)) add(order);
  return hash.digest("hex");
}
