import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { numberCommittedEvents } from "@/server/workers/relay";
import { freshDatabases } from "@/test-support/database";
import { commitEvents, upTo } from "@/test-support/transport";
import { publishLag, publishNext } from "./published";
import type { Publisher } from "./publisher";

freshDatabases();

/** A broker that keeps what it got, and can refuse. */
let got: number[] = [];
let refuses = false;
let name = "";
const publisher = (): Publisher => ({
  name,
  async publish(_, events) {
    if (refuses) throw new Error("refused");
    got.push(...events.map(({ offset }) => offset));
  },
  close: async () => {},
});

beforeEach(async () => {
  got = [];
  refuses = false;
  name = `test:${crypto.randomUUID()}`;
});

async function feedOf(events: number): Promise<number> {
  await commitEvents(crypto.randomUUID(), 1, events);
  const numbered = async () => {
    await numberCommittedEvents("payment");
    return (await publishLag("payment", name)).unpublished;
  };
  await expect.poll(numbered, { timeout: 20_000 }).toBeGreaterThanOrEqual(events);
  return numbered();
}

async function inPublished(statement: ReturnType<typeof sql>) {
  const db = await database("payment");
  return db.write((tx) => rows<{ feedOffset: number; held: string | null }>(tx, statement));
}

test("what a broker has not acknowledged is handed on again from the same place", async () => {
  const events = await feedOf(5);
  refuses = true;
  await expect(publishNext("payment", publisher())).rejects.toThrow("refused");
  expect(await publishLag("payment", name)).toMatchObject({ unpublished: events });
  refuses = false;
  expect(await publishNext("payment", publisher())).toBe(events);
  expect(got).toEqual(upTo(events));
  expect(await publishNext("payment", publisher())).toBe(0);
});

test("one process at a time hands a feed on; another takes over where it was, once the lease has run out", async () => {
  const events = await feedOf(5);
  await inPublished(sql`insert into payment.published (transport, feed_offset, holder, held_until)
    values (${name}, 3, 'another process', clock_timestamp() + interval '1 minute')`);
  expect(await publishNext("payment", publisher())).toBe(0);
  expect(got).toEqual([]);
  await inPublished(sql`update payment.published set held_until = clock_timestamp() - interval '1 second'
    where transport = ${name}`);
  expect(await publishNext("payment", publisher())).toBe(events - 3);
  expect(got).toEqual(upTo(events).slice(3));
});

test("a feed with nothing new takes no lease and writes nothing", async () => {
  const events = await feedOf(1);
  expect(await publishNext("payment", publisher())).toBe(events);
  const look = () =>
    inPublished(sql`select xmin::text as held from payment.published where transport = ${name}`);
  const before = await look();
  expect(await publishNext("payment", publisher())).toBe(0);
  expect(await look()).toEqual(before);
});
