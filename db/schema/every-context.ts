import { sql } from "drizzle-orm";
import {
  bigint,
  customType,
  integer,
  jsonb,
  type PgSchema,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea } from "./types";

const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });

/** The tables that every context keeps for itself: its event log, inbox, idempotency keys and sagas. */
export function tablesOfEveryContext<Name extends string>(schema: PgSchema<Name>) {
  return {
    streams: schema.table("streams", {
      streamId: text("stream_id").primaryKey(),
      version: integer("version").notNull(),
    }),
    events: schema.table(
      "events",
      {
        position: bigint("position", { mode: "bigint" }).generatedAlwaysAsIdentity(),
        transactionId: xid8("transaction_id").notNull().default(sql`pg_current_xact_id()`),
        id: uuid("id").notNull(),
        streamId: text("stream_id").notNull(),
        version: integer("version").notNull(),
        type: text("type").notNull(),
        data: jsonb("data").notNull(),
        actor: text("actor").notNull(),
        correlationId: text("correlation_id").notNull(),
        causationId: uuid("causation_id"),
        traceParent: text("trace_parent"),
        recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull(),
      },
      (t) => [primaryKey({ columns: [t.recordedAt, t.position] })],
    ),
    eventFeed: schema.table("event_feed", {
      feedOffset: bigint("feed_offset", { mode: "number" }).primaryKey(),
      eventId: uuid("event_id").notNull().unique(),
      recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull(),
      transactionId: xid8("transaction_id").notNull(),
      position: bigint("position", { mode: "bigint" }).notNull(),
    }),
    consumers: schema.table("consumers", {
      name: text("name").primaryKey(),
      feedOffset: bigint("feed_offset", { mode: "number" }).notNull().default(0),
      /** Whose feed it follows; null until it has moved once. */
      source: text("source"),
    }),
    inbox: schema.table(
      "inbox",
      {
        consumer: text("consumer").notNull(),
        eventId: uuid("event_id").notNull(),
        handledAt: timestamp("handled_at", { withTimezone: true }).notNull().defaultNow(),
      },
      (t) => [primaryKey({ columns: [t.consumer, t.eventId] })],
    ),
    deadLetters: schema.table(
      "dead_letters",
      {
        consumer: text("consumer").notNull(),
        eventId: uuid("event_id").notNull(),
        streamId: text("stream_id").notNull(),
        event: jsonb("event").notNull(),
        error: text("error").notNull(),
        attempts: integer("attempts").notNull(),
        failedAt: timestamp("failed_at", { withTimezone: true }).notNull().defaultNow(),
      },
      (t) => [primaryKey({ columns: [t.consumer, t.eventId] })],
    ),
    idempotencyKeys: schema.table(
      "idempotency_keys",
      {
        actor: text("actor").notNull(),
        verb: text("verb").notNull(),
        key: text("key").notNull(),
        requestHash: bytea("request_hash").notNull(),
        answer: bytea("answer"),
        createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
      },
      (t) => [primaryKey({ columns: [t.actor, t.verb, t.key] })],
    ),
    sagas: schema.table("sagas", {
      id: uuid("id").primaryKey(),
      name: text("name").notNull(),
      state: jsonb("state").notNull(),
      step: integer("step").notNull().default(0),
      status: text("status", { enum: ["running", "compensating", "done", "failed"] }).notNull(),
      failure: text("failure"),
      correlationId: text("correlation_id").notNull(),
      actor: jsonb("actor").notNull(),
      startedAt: timestamp("started_at", { withTimezone: true }).notNull(),
      updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
    }),
  };
}
