import {
  bigint,
  boolean,
  char,
  date,
  doublePrecision,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { tablesOfEveryContext } from "./every-context";
import { bytea, tsvector } from "./types";

export const customerSchema = pgSchema("customer");
export const customerLog = tablesOfEveryContext(customerSchema);

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const deviceModels = customerSchema.table("device_models", {
  id: text("id").primaryKey(),
  brand: text("brand").notNull(),
  model: text("model").notNull(),
  kind: text("kind").notNull(),
  releasedYear: smallint("released_year"),
  search: text("search").notNull(),
  listed: boolean("listed").notNull().default(true),
});

export const faults = customerSchema.table("faults", {
  id: text("id").primaryKey(),
  deviceKind: text("device_kind").notNull(),
  names: jsonb("names").$type<Record<string, string>>().notNull(),
  durationMinutes: smallint("duration_minutes").notNull(),
  depositPercent: smallint("deposit_percent").notNull().default(0),
  sort: smallint("sort").notNull(),
});

export const customers = customerSchema.table("customers", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull(),
  emailSearch: text("email_search").notNull(),
  phone: text("phone"),
  locale: text("locale").notNull(),
  dataKey: bytea("data_key").notNull(),
  createdAt: instant("created_at").notNull(),
});

export const addresses = customerSchema.table("addresses", {
  id: uuid("id").primaryKey(),
  customerId: uuid("customer_id").notNull(),
  line: text("line").notNull(),
  postcode: text("postcode").notNull(),
  city: text("city").notNull(),
  country: char("country", { length: 2 }).notNull(),
});

export const workOrders = customerSchema.table("work_orders", {
  id: uuid("id").primaryKey(),
  reference: text("reference").notNull().unique(),
  version: integer("version").notNull(),
  status: text("status").notNull(),
  customerId: uuid("customer_id").notNull(),
  deviceModelId: text("device_model_id").notNull(),
  faultId: text("fault_id").notNull(),
  serviceCenterId: text("service_center_id").notNull(),
  method: text("method").notNull(),
  slotStart: instant("slot_start").notNull(),
  slotEnd: instant("slot_end").notNull(),
  promisedBy: instant("promised_by").notNull(),
  addressId: uuid("address_id"),
  description: bytea("description"),
  contact: bytea("contact"),
  estimateLowMinor: bigint("estimate_low_minor", { mode: "number" }).notNull(),
  estimateHighMinor: bigint("estimate_high_minor", { mode: "number" }).notNull(),
  currency: char("currency", { length: 3 }).notNull(),
  part: text("part").notNull().default("none"),
  depositMinor: bigint("deposit_minor", { mode: "number" }),
  linkVersion: integer("link_version").notNull().default(1),
  trackingHash: bytea("tracking_hash").notNull().unique(),
  closedAt: instant("closed_at"),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

export const checkIns = customerSchema.table("check_ins", {
  workOrderId: uuid("work_order_id").primaryKey(),
  condition: bytea("condition").notNull(),
  accessories: text("accessories").array().notNull(),
  serial: bytea("serial"),
  photosWaivedBy: text("photos_waived_by"),
  receivedAt: instant("received_at").notNull(),
  receivedBy: text("received_by").notNull(),
});

export const custody = customerSchema.table(
  "custody",
  {
    workOrderId: uuid("work_order_id").notNull(),
    version: integer("version").notNull(),
    holder: text("holder", { enum: ["centre", "customer"] }).notNull(),
    serviceCenterId: text("service_center_id").notNull(),
    unpaidBy: text("unpaid_by"),
    since: instant("since").notNull(),
    handedBy: text("handed_by").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workOrderId, t.version] })],
);

export const photos = customerSchema.table("photos", {
  id: uuid("id").primaryKey(),
  workOrderId: uuid("work_order_id").notNull(),
  fileKey: text("file_key").notNull(),
  contentType: text("content_type").notNull(),
  bytes: integer("bytes").notNull(),
  takenAt: instant("taken_at").notNull(),
  takenBy: text("taken_by").notNull(),
});

export const messages = customerSchema.table("messages", {
  id: uuid("id").primaryKey(),
  workOrderId: uuid("work_order_id").notNull(),
  direction: text("direction", { enum: ["to_customer", "from_customer"] }).notNull(),
  author: text("author").notNull(),
  body: bytea("body").notNull(),
  writtenAt: instant("written_at").notNull(),
  readAt: instant("read_at"),
});

export const mails = customerSchema.table("mails", {
  id: uuid("id").primaryKey(),
  customerId: uuid("customer_id").notNull(),
  workOrderId: uuid("work_order_id"),
  template: text("template").notNull(),
  locale: text("locale").notNull(),
  content: bytea("content").notNull(),
  createdAt: instant("created_at").notNull(),
  sentAt: instant("sent_at"),
  failure: text("failure"),
});

export const serviceCenterCopies = customerSchema.table("service_centers", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  street: text("street").notNull(),
  postcode: text("postcode").notNull(),
  city: text("city").notNull(),
  country: char("country", { length: 2 }).notNull(),
  timeZone: text("time_zone").notNull(),
  phone: text("phone").notNull(),
  lat: doublePrecision("lat").notNull(),
  lng: doublePrecision("lng").notNull(),
});

export const labourPriceCopies = customerSchema.table(
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

export const vatRateCopies = customerSchema.table(
  "vat_rates",
  {
    country: char("country", { length: 2 }).notNull(),
    validFrom: date("valid_from").notNull(),
    rate: text("rate").notNull(),
  },
  (t) => [primaryKey({ columns: [t.country, t.validFrom] })],
);

export const exchangeRateCopies = customerSchema.table(
  "exchange_rates",
  {
    currency: char("currency", { length: 3 }).notNull(),
    validFrom: date("valid_from").notNull(),
    perEuro: text("per_euro").notNull(),
  },
  (t) => [primaryKey({ columns: [t.currency, t.validFrom] })],
);

export const likelyPartCopies = customerSchema.table(
  "likely_parts",
  {
    deviceModelId: text("device_model_id").notNull(),
    faultId: text("fault_id").notNull(),
    partId: text("part_id").notNull(),
    priceMinor: bigint("price_minor", { mode: "number" }).notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    leadTimeDays: smallint("lead_time_days").notNull(),
  },
  (t) => [primaryKey({ columns: [t.deviceModelId, t.faultId] })],
);

export const deposits = customerSchema.table("deposits", {
  depositId: text("deposit_id").primaryKey(),
  orderId: text("order_id").notNull(),
  status: text("status", {
    enum: ["requested", "captured", "declined", "cancelled", "refunded"],
  }).notNull(),
  amountMinor: bigint("amount_minor", { mode: "number" }).notNull(),
  refundedMinor: bigint("refunded_minor", { mode: "number" }).notNull().default(0),
  currency: char("currency", { length: 3 }).notNull(),
  askedAt: instant("asked_at").notNull(),
  paidAt: instant("paid_at"),
  endedAt: instant("ended_at"),
});

export const reschedulings = customerSchema.table("reschedulings", {
  orderId: uuid("order_id").primaryKey(),
  id: uuid("id").notNull(),
  beganAt: timestamp("began_at", { withTimezone: true }).notNull(),
});

export const estimateDrafts = customerSchema.table("estimate_drafts", {
  workOrderId: uuid("work_order_id").primaryKey(),
  revision: integer("revision").notNull(),
  content: bytea("content").notNull(),
  editedAt: instant("edited_at").notNull(),
  editedBy: text("edited_by").notNull(),
});

export const estimates = customerSchema.table(
  "estimates",
  {
    workOrderId: uuid("work_order_id").notNull(),
    version: integer("version").notNull(),
    content: bytea("content").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    vatRate: text("vat_rate").notNull(),
    totalMinor: bigint("total_minor", { mode: "number" }).notNull(),
    validUntil: instant("valid_until").notNull(),
    sentAt: instant("sent_at").notNull(),
    sentBy: text("sent_by").notNull(),
    reminders: smallint("reminders").notNull().default(0),
    supersededAt: instant("superseded_at"),
    answeredAt: instant("answered_at"),
    answeredBy: text("answered_by"),
    way: text("way", { enum: ["link", "phone", "in_person"] }),
    name: bytea("name"),
    accepted: uuid("accepted").array(),
    acceptedMinor: bigint("accepted_minor", { mode: "number" }),
  },
  (t) => [primaryKey({ columns: [t.workOrderId, t.version] })],
);

export const orderSearchRows = customerSchema.table("order_search", {
  workOrderId: uuid("work_order_id").primaryKey(),
  customerId: uuid("customer_id").notNull(),
  serviceCenterId: text("service_center_id").notNull(),
  createdAt: instant("created_at").notNull(),
  reference: text("reference").notNull(),
  phones: text("phones").notNull(),
  serial: text("serial").notNull(),
  who: tsvector("who").notNull(),
  doc: tsvector("doc").notNull(),
});

export const searchWords = customerSchema.table("search_words", { word: text("word").primaryKey() });
