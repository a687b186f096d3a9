import type { ReadCopy } from "@/server/platform/projections/copy";

/** Customer's copy of the parts that Inventory would take for a fault. */
export const copyOfLikelyParts: ReadCopy = {
  kind: "copy",
  name: "customer.likely-parts",
  context: "customer",
  tables: ["likely_parts"],
  async ask(contexts, known) {
    const { digest, parts } = await contexts.inventory.parts.fitting.query({ digest: known });
    if (parts === null) return { digest, facts: {}, tables: null };
    const rows = parts.map((part) => ({
      device_model_id: part.deviceModelId,
      fault_id: part.faultId,
      part_id: part.partId,
      price_minor: part.priceMinor,
      currency: part.currency,
      lead_time_days: part.leadTimeDays,
    }));
    return { digest, facts: {}, tables: { likely_parts: rows } };
  },
};
