import { sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { rangeOf } from "@/db/schema/types";
import type { Method } from "../contract/methods";

export interface WantedSlot {
  id: string;
  serviceCenterId: string;
  method: Method;
  start: Date;
  end: Date;
  clientKey: string;
  expiresAt: Date;
}

/**
 * Queues those who want the same: the client's holds are counted and the centre's day is weighed by one
 * transaction at a time. The lanes' own constraint, not this, is what forbids two orders at once.
 */
export async function queueForDay(
  tx: Tx,
  clientKey: string,
  serviceCenterId: string,
  start: Date,
): Promise<void> {
  const day = `${serviceCenterId} ${start.toISOString().slice(0, 10)}`;
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(${`location.hold client ${clientKey}`}, 0)),
      pg_advisory_xact_lock(hashtextextended(${`location.hold day ${day}`}, 0))`);
}

/** The client's living holds; the dead ones go. */
export async function openHolds(tx: Tx, clientKey: string, now: Date): Promise<number> {
  const [row] = await rows<{ open: number }>(
    tx,
    sql`with gone as (
          delete from location.slots
          where client_key = ${clientKey} and status = 'held' and expires_at <= ${now.toISOString()}::timestamptz
        )
        select count(*)::int as open from location.slots
        where client_key = ${clientKey} and status = 'held' and expires_at > ${now.toISOString()}::timestamptz`,
  );
  return row?.open ?? 0;
}

/** Takes the first lane that lets it, after what expired on them is gone; undefined when all are taken. */
export async function takeLane(
  tx: Tx,
  laneIds: readonly string[],
  wanted: WantedSlot,
  now: Date,
): Promise<string | undefined> {
  const during = rangeOf(wanted.start, wanted.end);
  await tx.execute(sql`
    delete from location.slots where id in (
      select id from location.slots
      where lane_id in (select jsonb_array_elements_text(${JSON.stringify(laneIds)}::text::jsonb))
        and during && ${during} and expires_at <= ${now.toISOString()}::timestamptz
      order by id for update skip locked
    )`);
  for (const laneId of laneIds) {
    const taken = await rows<{ id: string }>(
      tx,
      sql`insert into location.slots
            (id, lane_id, service_center_id, method, during, status, client_key, expires_at)
          values (${wanted.id}::uuid, ${laneId}, ${wanted.serviceCenterId}, ${wanted.method}, ${during}, 'held',
            ${wanted.clientKey}, ${wanted.expiresAt.toISOString()}::timestamptz)
          on conflict do nothing
          returning id`,
    );
    if (taken.length > 0) return laneId;
  }
  return undefined;
}
