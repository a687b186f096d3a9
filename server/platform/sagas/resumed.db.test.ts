import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { freeStarts, holdSlot } from "@/test-support/bookings";
import { callBy, insideVerb, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { seedNetwork } from "@/test-support/network";
import { resumeSagas, runSaga, type Saga } from ".";

freshDatabases();
beforeAll(seedNetwork);

interface Exchange {
  orderId: string;
  holdId: string;
}

/** Past its pivot it asks Location, which keeps a final refusal under the call's key. */
const exchangeForSure: Saga<Exchange> = {
  name: "exchange-for-sure",
  context: "customer",
  steps: [
    { name: "decide", own: true, pivot: true, run: async () => ({}) },
    {
      name: "exchange",
      retry: { lastly: "wait" },
      async run({ ctx, state: { orderId, holdId } }) {
        await ctx.contexts.location.slots.move.mutate({ orderId, holdId });
        return {};
      },
    },
  ],
};

const call = () => insideVerb("customer", "exchanges.make");
const resume = () => resumeSagas("customer", [exchangeForSure], call);
const admin = () => callBy(staff({ role: "admin", serviceCenterId: null })).contexts.customer.sagas;

async function sagaOf(orderId: string) {
  const db = await database("customer");
  const [saga] = await db.read((tx) =>
    rows<{ id: string; status: string; stuck: boolean; failure: string | null; resumes: number }>(
      tx,
      sql`select id, status, stuck_at is not null as stuck, failure, resumes from customer.sagas
          where state->>'orderId' = ${orderId}`,
    ),
  );
  return saga;
}

test("a saga that a final refusal left stuck goes on once its cause is gone and a person resumes it", async () => {
  const orderId = randomUUID();
  const [first = "", , , second = ""] = await freeStarts(4);
  const holdId = await holdSlot(second);
  await runSaga(call(), exchangeForSure, () => ({ orderId, holdId }), {});
  expect(await sagaOf(orderId)).toMatchObject({ stuck: true, failure: "conflict" });

  // As long as the cause is there it is refused again.
  await admin().resume.mutate({ id: (await sagaOf(orderId))?.id ?? "" });
  await resume();
  expect(await sagaOf(orderId)).toMatchObject({ stuck: true, failure: "conflict", resumes: 1 });

  const { slots } = call().contexts.location;
  await slots.claim.mutate({ holdId: await holdSlot(first), orderId });
  await slots.book.mutate({ orderId });
  await admin().resume.mutate({ id: (await sagaOf(orderId))?.id ?? "" });
  await resume();
  expect(await sagaOf(orderId)).toMatchObject({ status: "done", stuck: false, resumes: 2 });
});
