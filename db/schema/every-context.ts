import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  integer,
  jsonb,
  type PgSchema,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, xid8 } from "./types";

/** The tables that every context keeps for itself: its event log, inbox, idempotency keys and sagas. */
export function tablesOfEveryContext<Name extends string>(schema: PgSchema<Name>) {
  return {
    streams: schema.table("streams", {
      streamId: text("stream_id").primaryKey(),
      version: integer("version").notNull(),
      /** The highest of its events'. */
      transactionId: xid8("transaction_id").notNull().default("0"),
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
    published: schema.table("published", {
      transport: text("transport").primaryKey(),
      feedOffset: bigint("feed_offset", { mode: "number" }).notNull(),
      publishedAt: timestamp("published_at", { withTimezone: true }).notNull().defaultNow(),
      holder: text("holder"),
      heldUntil: timestamp("held_until", { withTimezone: true }),
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
        feedOffset: bigint("feed_offset", { mode: "number" }).notNull(),
        waiting: boolean("waiting").notNull().default(false),
        retryAt: timestamp("retry_at", { withTimezone: true }),
        droppedAt: timestamp("dropped_at", { withTimezone: true }),
        droppedBy: text("dropped_by"),
        dropReason: text("drop_reason"),
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
    twoPhaseParticipations: schema.table("two_phase_participations", {
      id: uuid("id").primaryKey(),
      kind: text("kind").notNull(),
      outcome: text("outcome", { enum: ["committed", "aborted"] }).notNull(),
      recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().defaultNow(),
    }),
    readCopies: schema.table("read_copies", {
      name: text("name").primaryKey(),
      digest: text("digest").notNull(),
      facts: jsonb("facts").notNull(),
      askedAt: timestamp("asked_at", { withTimezone: true }).notNull(),
    }),
    sagas: schema.table("sagas", {
      id: uuid("id").primaryKey(),
      name: text("name").notNull(),
      state: jsonb("state").notNull(),
      step: integer("step").notNull().default(0),
      status: text("status", { enum: ["running", "waiting", "compensating", "done", "failed"] }).notNull(),
      failure: text("failure"),
      attempt: integer("attempt").notNull().default(0),
      version: integer("version").notNull().default(0),
      /** After final refusals, by a person. */
      resumes: integer("resumes").notNull().default(0),
      dueAt: timestamp("due_at", { withTimezone: true }),
      deadlineAt: timestamp("deadline_at", { withTimezone: true }),
      waitsFor: text("waits_for"),
      stuckAt: timestamp("stuck_at", { withTimezone: true }),
      correlationId: text("correlation_id").notNull(),
      /** W3C trace context in which it began. */
      traceParent: text("trace_parent"),
      actor: jsonb("actor").notNull(),
      startedAt: timestamp("started_at", { withTimezone: true }).notNull(),
      updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
    }),
  };
}
