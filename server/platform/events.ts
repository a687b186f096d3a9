import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import { actorName } from "@/server/kernel/actor";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError } from "@/server/kernel/errors";
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
 * Writes events to a stream, in the same transaction as the state they explain.
 * With `expectedVersion` (0 for a new stream) a stream that moved on meanwhile refuses with `version_conflict`;
 * without it the events go to the end. Answers with the stream's new version.
 */
export async function appendEvents(
  ctx: Pick<WriteContext, "tx" | "context" | "actor" | "correlationId" | "now" | "appended">,
  streamId: string,
  events: readonly NewEvent[],
  expectedVersion?: number,
): Promise<number> {
  const log = logOf(ctx.context);
  const version = await advanceStream(ctx.tx, ctx.context, streamId, events.length, expectedVersion);
  const recordedAt = ctx.now();
  const [causationId, traceParent] = [currentCausationId() ?? null, currentTraceParent() ?? null];
  for (const event of events) about(event.data, streamId);
  await ctx.tx.insert(log.events).values(
    events.map((event, index) => ({
      id: uuidV7(recordedAt.getTime()),
      streamId,
      version: version - events.length + index + 1,
      type: event.type,
      data: event.data,
      actor: actorName(ctx.actor),
      correlationId: ctx.correlationId,
      causationId,
      traceParent,
      recordedAt,
    })),
  );
  ctx.appended.events += events.length;
  return version;
}

async function advanceStream(
  tx: Tx,
  context: ContextName,
  streamId: string,
  count: number,
  expectedVersion: number | undefined,
): Promise<number> {
  const { streams } = logOf(context);
  const moved =
    expectedVersion === 0
      ? await tx
          .insert(streams)
          .values({ streamId, version: count })
          .onConflictDoNothing()
          .returning({ version: streams.version })
      : expectedVersion !== undefined
        ? await tx
            .update(streams)
            .set({ version: expectedVersion + count })
            .where(and(eq(streams.streamId, streamId), eq(streams.version, expectedVersion)))
            .returning({ version: streams.version })
        : await tx
            .insert(streams)
            .values({ streamId, version: count })
            .onConflictDoUpdate({
              target: streams.streamId,
              set: { version: sql`${streams.version} + ${count}` },
            })
            .returning({ version: streams.version });
  const version = moved[0]?.version;
  if (version === undefined) throw new DomainError("version_conflict");
  return version;
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

/** Committed events after an offset of the context's feed, in its dense order. */
export async function readFeed(
  tx: Tx,
  context: ContextName,
  after: number,
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
