import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { consumeAll } from "@/server/platform/consumer";
import { deadLetters } from "@/server/platform/dead-letters";
import { freshDatabases } from "@/test-support/database";
import { feedEvent } from "@/test-support/events";
import { goldenData } from "@/test-support/golden";
import { seedNetwork } from "@/test-support/network";
import { bookedOrder } from "@/test-support/orders";
import { consumers } from "./consumers";

freshDatabases();
/** An order that there is, for what is told of orders is told of those. */
let booked: string;
beforeAll(async () => {
  await seedNetwork();
  booked = (await bookedOrder()).id;
});

const order = "0190a0b0-0000-7000-8000-000000000007";
const subscriptions = consumers.flatMap((consumer) =>
  (consumer.types ?? []).map((type) => [consumer.name, type, consumer] as const),
);

test("there are consumers to look at", () => {
  expect(subscriptions.length).toBeGreaterThan(1);
});

test.each(subscriptions)("%s handles the golden %s", async (name, type, consumer) => {
  const id = crypto.randomUUID();
  const streamId = `${type.split(".")[0]}-${order}`;
  const golden = goldenData(type);
  const data = "orderId" in golden ? { ...golden, orderId: booked } : golden;
  await consumeAll(consumer, [feedEvent(1, { id, streamId, type, data })]);
  const db = await database(consumer.context);
  const letters = await db.read((tx) => deadLetters(tx, consumer.context, "open"));
  expect(letters.filter((letter) => letter.consumer === name)).toEqual([]);
  const seen = await db.read((tx) =>
    rows(tx, sql`select 1 from ${sql.identifier(consumer.context)}.inbox where event_id = ${id}`),
  );
  expect(seen).toHaveLength(1);
});
