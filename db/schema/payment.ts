import { sql } from "drizzle-orm";
import {
  bigint,
  char,
  date,
  numeric,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { tablesOfEveryContext } from "./every-context";
import { xid8 } from "./types";

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

const minor = (name: string) => bigint(name, { mode: "bigint" });
const instant = (name: string) => timestamp(name, { withTimezone: true });

export const transactions = paymentSchema.table("transactions", {
  id: uuid("id").primaryKey(),
  kind: text("kind", { enum: ["deposit", "payment"] }).notNull(),
  orderId: uuid("order_id").notNull(),
  serviceCenterId: text("service_center_id"),
  method: text("method", { enum: ["online", "cash", "card_terminal"] }).notNull(),
  reason: text("reason").notNull(),
  status: text("status", {
    enum: ["requested", "captured", "declined", "cancelled", "refunded"],
  }).notNull(),
  amountMinor: minor("amount_minor").notNull(),
  capturedMinor: minor("captured_minor").notNull().default(0n),
  refundedMinor: minor("refunded_minor").notNull().default(0n),
  currency: char("currency", { length: 3 }).notNull(),
  provider: text("provider").notNull(),
  providerReference: text("provider_reference"),
  payUrl: text("pay_url"),
  requestedAt: instant("requested_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

export const postings = paymentSchema.table("postings", {
  id: uuid("id").primaryKey(),
  kind: text("kind", { enum: ["capture", "refund", "charge", "allocation"] }).notNull(),
  orderId: uuid("order_id").notNull(),
  transactionId: uuid("transaction_id"),
  writtenIn: xid8("written_in").notNull().default(sql`pg_current_xact_id()`),
  postedAt: instant("posted_at").notNull(),
});

const account = {
  accountKind: text("account_kind", { enum: ["till", "provider", "held", "due", "sales"] }).notNull(),
  accountOwner: text("account_owner").notNull(),
  currency: char("currency", { length: 3 }).notNull(),
};

export const ledgerLines = paymentSchema.table(
  "ledger_lines",
  {
    postingId: uuid("posting_id").notNull(),
    line: smallint("line").notNull(),
    ...account,
    amountMinor: minor("amount_minor").notNull(),
    writtenIn: xid8("written_in").notNull().default(sql`pg_current_xact_id()`),
  },
  (t) => [primaryKey({ columns: [t.postingId, t.line] })],
);

export const balanceSnapshots = paymentSchema.table(
  "balance_snapshots",
  {
    ...account,
    beforeTransaction: xid8("before_transaction").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    takenAt: instant("taken_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountKind, t.accountOwner, t.currency, t.beforeTransaction] })],
);

export const webhookEvents = paymentSchema.table(
  "webhook_events",
  {
    provider: text("provider").notNull(),
    eventId: text("event_id").notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.eventId] })],
);

export const twoPhaseLog = paymentSchema.table("two_phase_log", {
  id: uuid("id").primaryKey(),
  kind: text("kind").notNull(),
  subject: text("subject").notNull(),
  state: text("state", { enum: ["preparing", "committed", "aborted"] }).notNull(),
  refusal: text("refusal"),
  correlationId: text("correlation_id").notNull(),
  startedAt: instant("started_at").notNull(),
  decidedAt: instant("decided_at"),
  endedAt: instant("ended_at"),
  claimedUntil: instant("claimed_until").notNull(),
});

export const ordersTakenBack = paymentSchema.table("orders_taken_back", {
  orderId: uuid("order_id").primaryKey(),
  takenBackAt: instant("taken_back_at").notNull(),
});
