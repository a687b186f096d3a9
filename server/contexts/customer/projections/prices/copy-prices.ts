import type { ReadCopy } from "@/server/platform/projections/copy";

/** Customer's copy of Payment's price list, VAT and exchange rates. */
export const copyOfPrices: ReadCopy = {
  kind: "copy",
  name: "customer.prices",
  context: "customer",
  tables: ["labour_prices", "vat_rates", "exchange_rates"],
  async ask(contexts, known) {
    const { digest, partMarginPercent, list } = await contexts.payment.prices.list.query({ digest: known });
    const facts = { partMarginPercent };
    if (list === null) return { digest, facts, tables: null };
    const tables = {
      labour_prices: list.labour.map((price) => ({
        country: price.country,
        fault_id: price.faultId,
        valid_from: price.validFrom,
        low_minor: price.lowMinor,
        high_minor: price.highMinor,
        currency: price.currency,
      })),
      vat_rates: list.vat.map(({ country, validFrom, rate }) => ({ country, valid_from: validFrom, rate })),
      exchange_rates: list.exchange.map(({ currency, validFrom, perEuro }) => ({
        currency,
        valid_from: validFrom,
        per_euro: perEuro,
      })),
    };
    return { digest, facts, tables };
  },
};
