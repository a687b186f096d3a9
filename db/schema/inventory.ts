import {
  bigint,
  boolean,
  char,
  integer,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { tablesOfEveryContext } from "./every-context";

export const inventorySchema = pgSchema("inventory");
export const inventoryLog = tablesOfEveryContext(inventorySchema);

export const suppliers = inventorySchema.table("suppliers", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  country: char("country", { length: 2 }).notNull(),
  leadTimeDays: smallint("lead_time_days").notNull(),
});

export const parts = inventorySchema.table("parts", {
  id: text("id").primaryKey(),
  sku: text("sku").notNull().unique(),
  name: text("name").notNull(),
  category: text("category").notNull(),
  supplierId: text("supplier_id").notNull(),
  priceMinor: bigint("price_minor", { mode: "number" }).notNull(),
  currency: char("currency", { length: 3 }).notNull(),
});

export const partFits = inventorySchema.table(
  "part_fits",
  {
    deviceModelId: text("device_model_id").notNull(),
    faultId: text("fault_id").notNull(),
    partId: text("part_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.deviceModelId, t.faultId, t.partId] })],
);

export const warehouses = inventorySchema.table("warehouses", {
  id: text("id").primaryKey(),
  serviceCenterId: text("service_center_id"),
  name: text("name").notNull(),
});

export const stockLevels = inventorySchema.table(
  "stock_levels",
  {
    partId: text("part_id").notNull(),
    warehouseId: text("warehouse_id").notNull(),
    onHand: integer("on_hand").notNull(),
    reserved: integer("reserved").notNull().default(0),
    version: integer("version").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.partId, t.warehouseId] })],
);

export const reservations = inventorySchema.table("reservations", {
  id: uuid("id").primaryKey(),
  partId: text("part_id").notNull(),
  warehouseId: text("warehouse_id").notNull(),
  orderId: uuid("order_id").notNull(),
  quantity: integer("quantity").notNull(),
  expiresAt: timestamp("expires_at", { withTimezone: true }),
});

export const stockMovements = inventorySchema.table("stock_movements", {
  id: uuid("id").primaryKey(),
  partId: text("part_id").notNull(),
  warehouseId: text("warehouse_id").notNull(),
  quantity: integer("quantity").notNull(),
  reason: text("reason", { enum: ["opened", "picked", "arrived", "counted", "written_off"] }).notNull(),
  transferId: uuid("transfer_id"),
  recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull(),
  countId: uuid("count_id"),
});

export const transfers = inventorySchema.table("transfers", {
  id: uuid("id").primaryKey(),
  partId: text("part_id").notNull(),
  quantity: integer("quantity").notNull(),
  fromWarehouseId: text("from_warehouse_id").notNull(),
  toWarehouseId: text("to_warehouse_id").notNull(),
  orderId: uuid("order_id"),
  status: text("status", {
    enum: ["requested", "picked", "in_transit", "received", "cancelled", "written_off"],
  }).notNull(),
  writtenOffAs: text("written_off_as", { enum: ["lost", "damaged"] }),
  requestedAt: timestamp("requested_at", { withTimezone: true }).notNull(),
  updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
});

export const ordersTakenBack = inventorySchema.table("orders_taken_back", {
  orderId: uuid("order_id").primaryKey(),
  takenBackAt: timestamp("taken_back_at", { withTimezone: true }).notNull(),
});

export const counts = inventorySchema.table("counts", {
  id: uuid("id").primaryKey(),
  warehouseId: text("warehouse_id").notNull(),
  status: text("status", { enum: ["open", "finished", "approved", "given_up"] }).notNull(),
  whole: boolean("whole").notNull(),
  startedBy: text("started_by").notNull(),
  startedAt: timestamp("started_at", { withTimezone: true }).notNull(),
  finishedBy: text("finished_by"),
  finishedAt: timestamp("finished_at", { withTimezone: true }),
  decidedBy: text("decided_by"),
  decidedAt: timestamp("decided_at", { withTimezone: true }),
});

export const countLines = inventorySchema.table(
  "count_lines",
  {
    countId: uuid("count_id").notNull(),
    partId: text("part_id").notNull(),
    counted: integer("counted"),
    expected: integer("expected"),
    countedBy: text("counted_by"),
    countedAt: timestamp("counted_at", { withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.countId, t.partId] })],
);

export const stockDrifts = inventorySchema.table(
  "stock_drifts",
  {
    partId: text("part_id").notNull(),
    warehouseId: text("warehouse_id").notNull(),
    foundAt: timestamp("found_at", { withTimezone: true }).notNull(),
    onHand: integer("on_hand").notNull(),
    moved: integer("moved").notNull(),
    reserved: integer("reserved").notNull(),
    promised: integer("promised").notNull(),
    version: integer("version").notNull(),
    told: integer("told").notNull(),
  },
  (t) => [primaryKey({ columns: [t.partId, t.warehouseId] })],
);
