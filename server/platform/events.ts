import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import { actorName } from "@/server/kernel/actor";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError } from "@/server/kernel/errors";
import { problemWith } from "@/server/kernel/event-schemas";
import { uuidV7 } from "@/server/kernel/ids";
import type { WriteContext } from "./call";
import { currentCausationId } from "./correlation";
import { about, currentTraceParent } from "./telemetry";

/** What happened: a type with its version (`work_order.booked.v1`) and facts, no personal data in clear. */
export interface NewEvent {
  type: string;
  data: object;
}

export interface StoredEvent {
  id: string;
  streamId: string;
  version: number;
  type: string;
  data: unknown;
  actor: string;
  correlationId: string;
  /** The event that this one follows from, where there is one. */
  causationId: string | null;
  /** W3C trace context of whoever caused it. */
  traceParent: string | null;
  recordedAt: string;
}

/**
 * Writes events to a stream, each checked against its contract, in the transaction of the state they explain. With `expectedVersion` (0 for a new stream) a stream that moved on meanwhile refuses with `version_conflict`;
 * without it the events go to the end. Answers with the stream's new version.
 */
export async function appendEvents(
  ctx: Pick<WriteContext, "tx" | "context" | "actor" | "correlationId" | "now" | "appended">,
  streamId: string,
  events: readonly NewEvent[],
  expectedVersion?: number,
): Promise<number> {
  for (const { type, data } of events) {
    const problem = problemWith(type, data);
    if (problem !== undefined) throw new Error(problem);
  }
  const recordedAt = ctx.now();
  for (const event of events) about(event.data, streamId);
  const facts = events.map((event, index) => ({
    id: uuidV7(recordedAt.getTime()),
    version: index + 1,
    type: event.type,
    data: event.data,
  }));
  const schema = sql.identifier(ctx.context);
  const [stream] = await rows<{ version: number }>(
    ctx.tx,
    sql`
      with moved as (${advanceStream(ctx.context, streamId, events.length, expectedVersion)}),
      appended as (
        insert into ${schema}.events
          (transaction_id, id, stream_id, version, type, data, actor, correlation_id, causation_id, trace_parent,
           recorded_at)
        select m.transaction_id, e.id, ${streamId}, m.version - ${events.length}::int + e.version, e.type, e.data,
          ${actorName(ctx.actor)}, ${ctx.correlationId}, ${currentCausationId() ?? null}::uuid,
          ${currentTraceParent() ?? null}, ${recordedAt.toISOString()}::timestamptz
        from moved m, jsonb_to_recordset(${JSON.stringify(facts)}::text::jsonb)
          as e(id uuid, version int, type text, data jsonb)
        order by e.version
      )
      select version from moved`,
  );
  if (stream === undefined) throw new DomainError("version_conflict");
  ctx.appended.events += events.length;
  ctx.appended.types = new Set([...(ctx.appended.types ?? []), ...events.map(({ type }) => type)]);
  return stream.version;
}

/**
 * Moves the stream on and returns its new version, and the transaction id that its next events take: none below that
 * of the events before them. No row when the stream is not where the caller expected it.
 */
function advanceStream(
  context: ContextName,
  streamId: string,
  count: number,
  expectedVersion: number | undefined,
): SQL {
  const streams = sql`${sql.identifier(context)}.streams`;
  const begin = sql`insert into ${streams} as s (stream_id, version, transaction_id)
    values (${streamId}, ${count}::int, pg_current_xact_id())`;
  const highest = sql`greatest(s.transaction_id, pg_current_xact_id())`;
  const moved = sql`returning s.version, s.transaction_id`;
  if (expectedVersion === undefined) {
    return sql`${begin} on conflict (stream_id) do update
      set version = s.version + ${count}::int, transaction_id = ${highest} ${moved}`;
  }
  if (expectedVersion === 0) return sql`${begin} on conflict do nothing ${moved}`;
  return sql`update ${streams} s set version = ${expectedVersion}::int + ${count}::int, transaction_id = ${highest}
    where stream_id = ${streamId} and version = ${expectedVersion}::int ${moved}`;
}

/** A stream's events, oldest first. */
export async function readStream(tx: Tx, context: ContextName, streamId: string): Promise<StoredEvent[]> {
  const { events } = logOf(context);
  const found = await tx
    .select()
    .from(events)
    .where(eq(events.streamId, streamId))
    .orderBy(asc(events.version));
  return found.map((event) => ({ ...event, recordedAt: event.recordedAt.toISOString() }));
}

export interface FeedEvent extends StoredEvent {
  offset: number;
}

/** Committed events after an offset of the context's feed, given or to be looked up, in its dense order. */
export async function readFeed(
  tx: Pick<Tx, "select">,
  context: ContextName,
  after: number | SQL,
  limit: number,
): Promise<FeedEvent[]> {
  const { events, eventFeed } = logOf(context);
  const found = await tx
    .select({ offset: eventFeed.feedOffset, event: events })
    .from(eventFeed)
    .innerJoin(
      events,
      and(eq(events.recordedAt, eventFeed.recordedAt), eq(events.position, eventFeed.position)),
    )
    .where(gt(eventFeed.feedOffset, after))
    .orderBy(asc(eventFeed.feedOffset))
    .limit(limit);
  return found.map(({ offset, event }) => ({ ...event, offset, recordedAt: event.recordedAt.toISOString() }));
}

/** The offset of the feed's last event, 0 when it is empty. */
export async function feedEnd(tx: Tx, context: ContextName): Promise<number> {
  const { eventFeed } = logOf(context);
  const [end] = await tx
    .select({ offset: sql<number>`coalesce(max(${eventFeed.feedOffset}), 0)::int` })
    .from(eventFeed);
  return end?.offset ?? 0;
}
