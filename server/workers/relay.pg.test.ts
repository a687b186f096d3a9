import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { expect, onTestFinished, test } from "vitest";
import { database } from "@/db/client";
import { env } from "@/server/platform/env";
import { appendEvents, feedEnd } from "@/server/platform/events";
import { inTransaction } from "@/server/platform/verb";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { relay } from "./relay";

freshDatabases();

const timeout = 30_000;

/** A transaction that is open until it is told to end. */
async function openTransaction(begin: (opened: () => void, ended: Promise<void>) => Promise<unknown>) {
  const ending = Promise.withResolvers<void>();
  const opening = Promise.withResolvers<void>();
  const running = begin(opening.resolve, ending.promise);
  await opening.promise;
  return async () => {
    ending.resolve();
    await running;
  };
}

function openByTheWay() {
  const owner = postgres(env().databaseUrl("payment") ?? "", { max: 1 });
  onTestFinished(() => owner.end());
  return openTransaction((opened, ended) =>
    owner.begin(async (sql) => {
      await sql`select pg_current_xact_id()`;
      opened();
      await ended;
    }),
  );
}

function append(stream: string, until: { opened: () => void; ended: Promise<void> } | undefined = undefined) {
  return inTransaction(insideVerb("payment", "test"), async (inside) => {
    await appendEvents(inside, stream, [{ type: "test.happened.v1", data: {} }], 0);
    until?.opened();
    await until?.ended;
  });
}

async function end(): Promise<number> {
  const db = await database("payment");
  return db.read((tx) => feedEnd(tx, "payment"));
}

function startRelay(): void {
  const stop = new AbortController();
  const running = relay("payment", stop.signal);
  onTestFinished(async () => {
    stop.abort();
    await running;
  });
}

test("an event that is committed late is numbered though another waits for a younger transaction", async () => {
  const commitFirst = await openTransaction((opened, ended) => append("first", { opened, ended }));
  const endYounger = await openByTheWay();
  onTestFinished(endYounger);
  startRelay();
  await append("last");
  // Time for a look or two, at which only the last one is there and waits.
  await pause(300);
  await commitFirst();
  await expect.poll(end, { timeout }).toBe(1);
  await endYounger();
  await expect.poll(end, { timeout }).toBe(2);
});

test("what may be numbered is, batch after batch, also while something newer waits", {
  timeout: 90_000,
}, async () => {
  await numberAllCommitted("payment");
  const before = await end();
  const backlog = 2_500;
  const owner = postgres(env().databaseUrl("payment") ?? "", { max: 1 });
  await owner`
    insert into payment.events (id, stream_id, version, type, data, actor, correlation_id, recorded_at)
    select gen_random_uuid(), 'backlog', n, 'test.happened.v1', '{}', 'system', 'test', now()
      from generate_series(1, ${backlog}::int) as n`;
  await owner.end();
  const endHolder = await openByTheWay();
  onTestFinished(endHolder);
  await append("newer");
  startRelay();
  await expect.poll(end, { timeout }).toBe(before + backlog);
  await endHolder();
  await expect.poll(end, { timeout }).toBe(before + backlog + 1);
});
