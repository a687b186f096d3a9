import {
  bigint,
  boolean,
  char,
  date,
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
  currency: char("currency", { length: 3 }).notNull().default("EUR"),
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
  reason: text("reason", {
    enum: ["opened", "picked", "arrived", "counted", "written_off", "delivered"],
  }).notNull(),
  transferId: uuid("transfer_id"),
  recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull(),
  countId: uuid("count_id"),
  purchaseOrderId: uuid("purchase_order_id"),
  receiptId: uuid("receipt_id"),
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

export const supplierParts = inventorySchema.table(
  "supplier_parts",
  {
    supplierId: text("supplier_id").notNull(),
    partId: text("part_id").notNull(),
    code: text("code"),
  },
  (t) => [primaryKey({ columns: [t.supplierId, t.partId] })],
);

export const priceBreaks = inventorySchema.table(
  "price_breaks",
  {
    supplierId: text("supplier_id").notNull(),
    partId: text("part_id").notNull(),
    fromQuantity: integer("from_quantity").notNull(),
    unitPriceMinor: bigint("unit_price_minor", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.supplierId, t.partId, t.fromQuantity] })],
);

export const purchaseOrders = inventorySchema.table("purchase_orders", {
  id: uuid("id").primaryKey(),
  number: integer("number").generatedByDefaultAsIdentity({ startWith: 1001 }).notNull().unique(),
  supplierId: text("supplier_id").notNull(),
  warehouseId: text("warehouse_id").notNull(),
  currency: char("currency", { length: 3 }).notNull(),
  status: text("status", {
    enum: ["draft", "sent", "partly_received", "complete", "closed_short", "cancelled"],
  }).notNull(),
  version: integer("version").notNull(),
  draftedBy: text("drafted_by").notNull(),
  draftedAt: timestamp("drafted_at", { withTimezone: true }).notNull(),
  sentBy: text("sent_by"),
  sentAt: timestamp("sent_at", { withTimezone: true }),
  expectedOn: date("expected_on"),
  endedBy: text("ended_by"),
  endedAt: timestamp("ended_at", { withTimezone: true }),
});

export const purchaseOrderLines = inventorySchema.table(
  "purchase_order_lines",
  {
    purchaseOrderId: uuid("purchase_order_id").notNull(),
    partId: text("part_id").notNull(),
    quantity: integer("quantity").notNull(),
    unitPriceMinor: bigint("unit_price_minor", { mode: "number" }).notNull(),
    supplierCode: text("supplier_code"),
    received: integer("received").notNull().default(0),
    keptOver: integer("kept_over").notNull().default(0),
    rejectedOpen: integer("rejected_open").notNull().default(0),
    firstReceivedAt: timestamp("first_received_at", { withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.purchaseOrderId, t.partId] })],
);

export const purchaseReceipts = inventorySchema.table("purchase_receipts", {
  id: uuid("id").primaryKey(),
  purchaseOrderId: uuid("purchase_order_id").notNull(),
  receivedBy: text("received_by").notNull(),
  receivedAt: timestamp("received_at", { withTimezone: true }).notNull(),
});

export const purchaseReceiptLines = inventorySchema.table(
  "purchase_receipt_lines",
  {
    receiptId: uuid("receipt_id").notNull(),
    partId: text("part_id").notNull(),
    accepted: integer("accepted").notNull(),
    damaged: integer("damaged").notNull(),
    wrong: integer("wrong").notNull(),
    surplus: integer("surplus").notNull(),
  },
  (t) => [primaryKey({ columns: [t.receiptId, t.partId] })],
);

export const purchaseReceiptOrders = inventorySchema.table(
  "purchase_receipt_orders",
  {
    receiptId: uuid("receipt_id").notNull(),
    orderId: uuid("order_id").notNull(),
    partId: text("part_id").notNull(),
    quantity: integer("quantity").notNull(),
  },
  (t) => [primaryKey({ columns: [t.receiptId, t.orderId, t.partId] })],
);

export const waitingOrders = inventorySchema.table(
  "waiting_orders",
  {
    orderId: uuid("order_id").notNull(),
    partId: text("part_id").notNull(),
    warehouseId: text("warehouse_id").notNull(),
    quantity: integer("quantity").notNull(),
    promisedBy: timestamp("promised_by", { withTimezone: true }),
    waitingSince: timestamp("waiting_since", { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.partId] })],
);

export const stockMinimums = inventorySchema.table(
  "stock_minimums",
  {
    warehouseId: text("warehouse_id").notNull(),
    partId: text("part_id").notNull(),
    minimum: integer("minimum").notNull(),
  },
  (t) => [primaryKey({ columns: [t.warehouseId, t.partId] })],
);
