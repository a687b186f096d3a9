import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { draftAnother, orderWithEstimate } from "@/test-support/estimates";
import { seedNetwork } from "@/test-support/network";

freshDatabases();
beforeAll(seedNetwork);

const rounds = 16;
const guest = () => callBy().contexts.customer;

async function storedOf(id: string) {
  const db = await database("customer");
  return db.read(async (tx) => ({
    versions: await rows<{ version: number; answered: boolean; superseded: boolean }>(
      tx,
      sql`select version, answered_at is not null as answered, superseded_at is not null as superseded
          from customer.estimates where work_order_id = ${id}::uuid order by version`,
    ),
    told: (
      await rows<{ type: string }>(
        tx,
        sql`select type from customer.events where stream_id = ${`work_order-${id}`} order by version`,
      )
    ).map(({ type }) => type),
  }));
}

test("of eight who answer at once, all alike, each hears the same and one answer stands", async () => {
  for (let round = 0; round < rounds; round++) {
    const { id, token, labour } = await orderWithEstimate();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        guest().tracking.answerEstimate.mutate({ token, version: 1, accepted: [labour], name: `P${index}` }),
      ),
    );
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    const { told } = await storedOf(id);
    expect(told.filter((type) => type === "work_order.estimate_answered.v1")).toHaveLength(1);
    expect(told.filter((type) => type === "work_order.approved.v1")).toHaveLength(1);
  }
});

test("of two who answer differently at once one is heard, and the other is told that it was answered", async () => {
  for (let round = 0; round < rounds; round++) {
    const { token, labour, part } = await orderWithEstimate();
    const outcomes = await Promise.allSettled(
      [[labour], [part], []].map((accepted) =>
        guest().tracking.answerEstimate.mutate({ token, version: 1, accepted, name: "P" }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const each of outcomes) {
      if (each.status === "rejected") expect(each.reason.message).toBe("estimate_answered");
    }
  }
});

/** Begins both while the order is held, the first one first, and lets them go once both wait. */
async function bothWaiting(id: string, first: () => Promise<unknown>, second: () => Promise<unknown>) {
  const db = await database("customer");
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: holds } = Promise.withResolvers<void>();
  const holder = db.write(async (tx) => {
    await tx.execute(sql`select 1 from customer.streams where stream_id = ${`work_order-${id}`} for update`);
    holds();
    await released;
  });
  await held;
  const outcomes: Promise<PromiseSettledResult<unknown>[]>[] = [];
  for (const [index, begin] of [first, second].entries()) {
    outcomes.push(Promise.allSettled([begin()]));
    await expect.poll(waitingForLocks, { timeout: 20_000, interval: 10 }).toBe(index + 1);
  }
  release();
  await holder;
  return (await Promise.all(outcomes)).flat();
}

async function waitingForLocks(): Promise<number> {
  const db = await database("customer");
  const [found] = await db.read((tx) =>
    rows<{ waiting: number }>(
      tx,
      sql`select count(distinct pid)::int as waiting from pg_locks where not granted
          and pid in (select pid from pg_stat_activity where datname = current_database())`,
    ),
  );
  return found?.waiting ?? 0;
}

test("of an answer and a new version at the same moment the first wins, the other is refused in words", async () => {
  for (let round = 0; round < rounds; round++) {
    const { id, version, token, labour } = await orderWithEstimate();
    const send = await draftAnother(id, version);
    const answer = () =>
      guest().tracking.answerEstimate.mutate({ token, version: 1, accepted: [labour], name: "P" });
    if (round % 2 === 0) {
      const [answered, sent] = await bothWaiting(id, answer, send);
      expect(answered).toMatchObject({ status: "fulfilled", value: { status: "approved" } });
      expect(sent).toMatchObject({ status: "rejected", reason: { message: "version_conflict" } });
      const { versions, told } = await storedOf(id);
      expect(versions).toEqual([{ version: 1, answered: true, superseded: false }]);
      expect(told.at(-1)).toBe("work_order.approved.v1");
    } else {
      const [sent, answered] = await bothWaiting(id, send, answer);
      expect(sent).toMatchObject({ status: "fulfilled", value: { estimateVersion: 2 } });
      expect(answered).toMatchObject({ status: "rejected", reason: { message: "estimate_superseded" } });
      const { versions, told } = await storedOf(id);
      expect(versions).toEqual([
        { version: 1, answered: false, superseded: true },
        { version: 2, answered: false, superseded: false },
      ]);
      expect(told.at(-1)).toBe("work_order.estimate_sent.v1");
    }
  }
});

test("a message of the desk meanwhile does not refuse the customer's answer", async () => {
  for (let round = 0; round < rounds; round++) {
    const { id, token, labour } = await orderWithEstimate();
    const [answered] = await Promise.all([
      guest().tracking.answerEstimate.mutate({ token, version: 1, accepted: [labour], name: "P" }),
      guest().tracking.write.mutate({ token, body: `Question ${round}` }),
    ]);
    expect(answered.status).toBe("approved");
    expect((await storedOf(id)).told).toContain("work_order.message_written.v1");
  }
});

test("the database itself holds one open version an order, and no version that is answered and superseded", async () => {
  const { id } = await orderWithEstimate();
  const db = await database("customer");
  const copy = sql`insert into customer.estimates
    (work_order_id, version, content, currency, vat_rate, total_minor, valid_until, sent_at, sent_by)
    select work_order_id, 2, content, currency, vat_rate, total_minor, valid_until, sent_at, sent_by
    from customer.estimates where work_order_id = ${id}::uuid and version = 1`;
  await expect(db.write((tx) => tx.execute(copy))).rejects.toMatchObject({ cause: { code: "23505" } });
  const both = sql`update customer.estimates set superseded_at = now(), answered_at = now(), answered_by = 'x',
    way = 'link', name = '\\x00', accepted = '{}', accepted_minor = 0 where work_order_id = ${id}::uuid`;
  await expect(db.write((tx) => tx.execute(both))).rejects.toMatchObject({ cause: { code: "23514" } });
});
