import { eq, sql } from "drizzle-orm";
import { database, rows, type Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import type { ContextName } from "@/server/kernel/context-name";
import { backoff } from "./backoff";
import type { WriteContext } from "./call";
import { interestIn } from "./consumer-interest";
import { isPassingFault } from "./database-errors";
import { inWords, setAside } from "./dead-letters";
import type { FeedEvent } from "./events";
import { signal } from "./feed-signal";
import { logger } from "./logger";
import { asConsumer } from "./telemetry/consumers";

/** Reacts to a context's events with an effect in its own context, once each, in the order of each stream. */
export interface Consumer {
  name: string;
  context: ContextName;
  source: ContextName;
  /** The events it cares for; the others cost it nothing. Undefined: all of them. */
  types?: readonly string[];
  /** The effect, in the transaction that also remembers the event; `ctx` is for events that follow from it. */
  handle: (tx: Tx, event: FeedEvent, ctx: ConsumerContext) => Promise<void>;
  /** Hurries what follows from effects that have been committed. A process that dies first never gets here. */
  committed?: () => void;
}

/** What `appendEvents` needs inside a consumer. */
export type ConsumerContext = Pick<
  WriteContext,
  "tx" | "context" | "actor" | "correlationId" | "now" | "appended"
>;

const mostAttempts = 5;
const mostPauseMillis = 1_000;
/**
 * How many events share a transaction. While it is open no relay numbers what was committed after its beginning, so
 * the next events wait for it: with 50 an event took more than twice as long from commit to effect.
 */
const together = 15;

/** Where the consumer stands in its source's feed. */
export async function consumerOffset(consumer: Consumer): Promise<number> {
  const { consumers } = logOf(consumer.context);
  const db = await database(consumer.context);
  const [row] = await db.read((tx) => tx.select().from(consumers).where(eq(consumers.name, consumer.name)));
  return row?.feedOffset ?? 0;
}

/**
 * Takes events in their order. What the consumer does not care for moves its offset on, no more. `moves: false`
 * leaves the offset in the feed alone, for a transport that keeps an offset of its own. Throws when something
 * outside is away: then nothing is lost, and the same events are given again later.
 */
export async function consumeAll(
  consumer: Consumer,
  events: readonly FeedEvent[],
  { moves = true, aborted }: { moves?: boolean; aborted?: AbortSignal } = {},
): Promise<void> {
  const wanted = events.filter((event) => interestIn(consumer.types, event) !== "ignored");
  const end = moves ? (events.at(-1)?.offset ?? 0) : 0;
  for (let at = 0; at < wanted.length && aborted?.aborted !== true; at += together) {
    const some = wanted.slice(at, at + together);
    const upTo = at + together >= wanted.length ? end : moves ? (some.at(-1)?.offset ?? 0) : 0;
    try {
      await consumeTogether(consumer, some, upTo);
    } catch (error) {
      if (isPassingFault(error)) throw error;
      for (const event of some) await consume(consumer, event, moves ? event.offset : 0);
    }
  }
  if (wanted.length > 0 || end === 0) return;
  const db = await database(consumer.context);
  await db.statement((tx) => holdAndMove(tx, consumer, end));
}

/**
 * Handles one event exactly once. What keeps failing is set aside, where a person can see it, and the rest of its
 * stream waits behind it; other streams go on.
 */
export async function consume(
  consumer: Consumer,
  event: FeedEvent,
  upTo: number = event.offset,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await consumeTogether(consumer, [event], upTo);
    } catch (error) {
      if (isPassingFault(error)) throw error;
      logger.warn({ consumer: consumer.name, eventId: event.id, attempt, err: error }, "consumer failed");
      if (attempt === mostAttempts) return await bury(consumer, event, inWords(error), upTo);
      await backoff(attempt, mostPauseMillis);
    }
  }
}

/** One transaction: inbox rows, effects and the new offset commit together, or none of them. */
async function consumeTogether(
  consumer: Consumer,
  events: readonly FeedEvent[],
  upTo: number,
): Promise<void> {
  const db = await database(consumer.context);
  const appended = { events: 0 };
  let handled = 0;
  await db.write(async (tx) => {
    handled = 0;
    const inPlace = await holdAndMove(tx, consumer, upTo);
    // What the consumer passed while it read in place, a broker need not bring again.
    const fresh = upTo === 0 ? events.filter(({ offset }) => offset > inPlace) : events;
    const places = await takePlaces(tx, consumer, fresh);
    const stopped = new Set<string>();
    for (const event of fresh) {
      const place = places.get(event.id);
      // A transport may deliver the same event twice in one batch.
      places.delete(event.id);
      if (place === undefined || place === "seen") continue;
      if (place === "waiting" || stopped.has(event.streamId)) await park(tx, consumer, event);
      else if (await handle(tx, consumer, event, appended)) handled += 1;
      else stopped.add(event.streamId);
    }
  });
  if (handled > 0) consumer.committed?.();
  if (appended.events > 0) signal(`committed:${consumer.context}`);
}

async function park(tx: Tx, consumer: Consumer, event: FeedEvent): Promise<void> {
  const error = "waits for an earlier event of its stream";
  await setAside(tx, consumer, event, { error, attempts: 0, waiting: true });
}

/** The effect; or, for a version that nobody here knows, a letter at once, since trying again can't help. */
async function handle(
  tx: Tx,
  consumer: Consumer,
  event: FeedEvent,
  appended: { events: number },
): Promise<boolean> {
  const interest = interestIn(consumer.types, event);
  if (typeof interest !== "object") {
    await effectOf(consumer, tx, event, appended);
    return true;
  }
  await setAside(tx, consumer, event, { error: interest.unknownVersion, attempts: 0, waiting: false });
  tell(consumer, event, interest.unknownVersion);
  return false;
}

/** The effect itself, in the trace and under the correlation id of whoever caused the event. */
export function effectOf(
  consumer: Consumer,
  tx: Tx,
  event: FeedEvent,
  appended: { events: number },
): Promise<void> {
  const ctx = consumerContext(consumer, tx, event, appended);
  return asConsumer(consumer, event, () => consumer.handle(tx, event, ctx));
}

function consumerContext(
  { context }: Consumer,
  tx: Tx,
  { correlationId }: FeedEvent,
  appended: { events: number },
): ConsumerContext {
  return { tx, context, actor: { kind: "system" }, correlationId, now: () => new Date(), appended };
}

async function bury(consumer: Consumer, event: FeedEvent, error: string, upTo: number): Promise<void> {
  const db = await database(consumer.context);
  await db.write(async (tx) => {
    await holdAndMove(tx, consumer, upTo);
    const place = (await takePlaces(tx, consumer, [event])).get(event.id);
    if (place !== "first") return;
    await setAside(tx, consumer, event, { error, attempts: mostAttempts, waiting: false });
  });
  tell(consumer, event, error);
}

/** The type of what stands for a message that could not be read. */
export const unreadableType = "unreadable";

/** A message that is no event at all becomes a letter of its own: nobody's stream waits for it. */
export async function setUnreadableAside(
  consumer: Consumer,
  standIn: FeedEvent,
  error: Error,
): Promise<void> {
  const db = await database(consumer.context);
  const why = `the message is no event of ours: ${inWords(error)}`;
  await db.write((tx) => setAside(tx, consumer, standIn, { error: why, attempts: 0, waiting: false }));
  tell(consumer, standIn, why);
}

function tell({ name }: Consumer, { id, type, correlationId }: FeedEvent, error: string): void {
  logger.error(
    { alarm: "dead_letter", consumer: name, eventId: id, type, correlationId, error },
    "set aside",
  );
}

/** Writes down whose feed a consumer follows, before there is anything to move on. */
export async function introduce(consumer: Consumer): Promise<void> {
  const db = await database(consumer.context);
  await db.statement((tx) => holdAndMove(tx, consumer, 0));
}

/**
 * Moves the offset on, and by that holds the consumer's row: whoever handles its events does so alone. Answers with
 * where it stands.
 */
export async function holdAndMove(
  tx: Tx,
  { name, context, source }: Consumer,
  offset: number,
): Promise<number> {
  const { consumers } = logOf(context);
  const [row] = await tx
    .insert(consumers)
    .values({ name, feedOffset: offset, source })
    .onConflictDoUpdate({
      target: consumers.name,
      set: { feedOffset: sql`greatest(${consumers.feedOffset}, excluded.feed_offset)`, source },
    })
    .returning({ feedOffset: consumers.feedOffset });
  return row?.feedOffset ?? offset;
}

type Place = "first" | "seen" | "waiting";

/** Takes an inbox place for each event that is new and whose stream has no letter open. */
async function takePlaces(
  tx: Tx,
  { name, context }: Consumer,
  events: readonly FeedEvent[],
): Promise<Map<string, Place>> {
  const schema = sql.identifier(context);
  const batch = JSON.stringify(events.map(({ id, streamId }) => ({ event_id: id, stream_id: streamId })));
  const found = await rows<{ event_id: string; place: Place }>(
    tx,
    sql`
    with batch as (
      select * from jsonb_to_recordset(${batch}::text::jsonb) as b(event_id uuid, stream_id text)
    ), waiting as (
      select distinct stream_id from ${schema}.dead_letters
       where consumer = ${name} and dropped_at is null and stream_id in (select stream_id from batch)
    ), taken as (
      insert into ${schema}.inbox (consumer, event_id)
      select ${name}, event_id from batch where stream_id not in (select stream_id from waiting)
      on conflict do nothing returning event_id
    )
    select b.event_id, case when t.event_id is not null then 'first' when i.event_id is not null then 'seen'
           when w.stream_id is not null then 'waiting' else 'seen' end as place
      from batch b
      left join taken t using (event_id) left join waiting w using (stream_id)
      left join ${schema}.inbox i on i.consumer = ${name} and i.event_id = b.event_id`,
  );
  return new Map(found.map((row) => [row.event_id, row.place]));
}
