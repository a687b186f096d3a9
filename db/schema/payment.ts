import { bigint, char, date, numeric, pgSchema, primaryKey, text } from "drizzle-orm/pg-core";
import { tablesOfEveryContext } from "./every-context";

export const paymentSchema = pgSchema("payment");
export const paymentLog = tablesOfEveryContext(paymentSchema);

export const labourPrices = paymentSchema.table(
  "labour_prices",
  {
    country: char("country", { length: 2 }).notNull(),
    faultId: text("fault_id").notNull(),
    validFrom: date("valid_from").notNull(),
    lowMinor: bigint("low_minor", { mode: "number" }).notNull(),
    highMinor: bigint("high_minor", { mode: "number" }).notNull(),
    currency: char("currency", { length: 3 }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.country, t.faultId, t.validFrom] })],
);

export const vatRates = paymentSchema.table(
  "vat_rates",
  {
    country: char("country", { length: 2 }).notNull(),
    validFrom: date("valid_from").notNull(),
    rate: numeric("rate", { precision: 5, scale: 4 }).notNull(),
    source: text("source").notNull(),
  },
  (t) => [primaryKey({ columns: [t.country, t.validFrom] })],
);

export const exchangeRates = paymentSchema.table(
  "exchange_rates",
  {
    currency: char("currency", { length: 3 }).notNull(),
    validFrom: date("valid_from").notNull(),
    perEuro: numeric("per_euro", { precision: 14, scale: 6 }).notNull(),
    source: text("source").notNull(),
  },
  (t) => [primaryKey({ columns: [t.currency, t.validFrom] })],
);
