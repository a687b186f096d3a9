import {
  bigint,
  boolean,
  char,
  date,
  integer,
  numeric,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { tablesOfEveryContext } from "./every-context";
import { geometry, timeRange } from "./types";

export const locationSchema = pgSchema("location");
export const locationLog = tablesOfEveryContext(locationSchema);

const methods = ["drop_off", "on_site", "pickup", "mail_in"] as const;

export const countries = locationSchema.table("countries", {
  code: char("code", { length: 2 }).primaryKey(),
  currency: char("currency", { length: 3 }).notNull(),
  border: geometry("MultiPolygon")("border").notNull(),
});

export const places = locationSchema.table("places", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  region: text("region").notNull(),
  country: char("country", { length: 2 }).notNull(),
  postcode: text("postcode"),
  population: integer("population").notNull().default(0),
  point: geometry("Point")("point").notNull(),
});

export const placeNames = locationSchema.table(
  "place_names",
  {
    placeId: text("place_id").notNull(),
    search: text("search").notNull(),
    rank: integer("rank").notNull(),
  },
  (t) => [primaryKey({ columns: [t.placeId, t.search] })],
);

export const serviceCenters = locationSchema.table("service_centers", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  street: text("street").notNull(),
  postcode: text("postcode").notNull(),
  city: text("city").notNull(),
  country: char("country", { length: 2 }).notNull(),
  timeZone: text("time_zone").notNull(),
  phone: text("phone").notNull(),
  email: text("email").notNull(),
  methods: text("methods", { enum: methods }).array().notNull(),
  openedOn: date("opened_on").notNull(),
  point: geometry("Point")("point").notNull(),
});

export const openingHours = locationSchema.table(
  "opening_hours",
  {
    serviceCenterId: text("service_center_id").notNull(),
    weekday: smallint("weekday").notNull(),
    opensMinute: smallint("opens_minute").notNull(),
    closesMinute: smallint("closes_minute").notNull(),
  },
  (t) => [primaryKey({ columns: [t.serviceCenterId, t.weekday, t.opensMinute] })],
);

export const closures = locationSchema.table(
  "closures",
  {
    serviceCenterId: text("service_center_id").notNull(),
    date: date("date").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [primaryKey({ columns: [t.serviceCenterId, t.date] })],
);

export const coverageAreas = locationSchema.table(
  "coverage_areas",
  {
    id: uuid("id").notNull(),
    version: integer("version").notNull(),
    serviceCenterId: text("service_center_id").notNull(),
    method: text("method", { enum: methods }).notNull(),
    priority: integer("priority").notNull().default(0),
    feeMinor: bigint("fee_minor", { mode: "number" }).notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    area: geometry("MultiPolygon")("area").notNull(),
    validFrom: timestamp("valid_from", { withTimezone: true }).notNull(),
    validTo: timestamp("valid_to", { withTimezone: true }),
    changedBy: text("changed_by").notNull(),
  },
  (t) => [primaryKey({ columns: [t.id, t.version] })],
);

export const coverageRevision = locationSchema.table("coverage_revision", {
  onlyRow: boolean("only_row").primaryKey().default(true),
  revision: bigint("revision", { mode: "number" }).notNull(),
});

export const technicians = locationSchema.table("technicians", {
  id: text("id").primaryKey(),
  serviceCenterId: text("service_center_id").notNull(),
  name: text("name").notNull(),
  skills: text("skills").array().notNull(),
  active: boolean("active").notNull().default(true),
});

export const shifts = locationSchema.table(
  "shifts",
  {
    technicianId: text("technician_id").notNull(),
    weekday: smallint("weekday").notNull(),
    startsMinute: smallint("starts_minute").notNull(),
    endsMinute: smallint("ends_minute").notNull(),
  },
  (t) => [primaryKey({ columns: [t.technicianId, t.weekday, t.startsMinute] })],
);

export const absences = locationSchema.table(
  "absences",
  {
    technicianId: text("technician_id").notNull(),
    date: date("date").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [primaryKey({ columns: [t.technicianId, t.date] })],
);

export const lanes = locationSchema.table("lanes", {
  id: text("id").primaryKey(),
  serviceCenterId: text("service_center_id").notNull(),
  kind: text("kind", { enum: ["technician", "pickup", "post"] }).notNull(),
  technicianId: text("technician_id"),
});

export const slots = locationSchema.table("slots", {
  id: uuid("id").primaryKey(),
  laneId: text("lane_id").notNull(),
  serviceCenterId: text("service_center_id").notNull(),
  method: text("method", { enum: methods }).notNull(),
  during: timeRange("during").notNull(),
  status: text("status", { enum: ["held", "claimed", "booked"] }).notNull(),
  clientKey: text("client_key"),
  expiresAt: timestamp("expires_at", { withTimezone: true }),
  extensions: smallint("extensions").notNull().default(0),
  orderId: uuid("order_id"),
});

export const unmetLookups = locationSchema.table(
  "unmet_lookups",
  {
    lat: numeric("lat", { precision: 5, scale: 2 }).notNull(),
    lng: numeric("lng", { precision: 6, scale: 2 }).notNull(),
    day: date("day").notNull(),
    lookups: integer("lookups").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.lat, t.lng, t.day] })],
);
