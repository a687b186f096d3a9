import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { type LocationEvents, locationEvent } from "@/server/contexts/location/contract/events";
import { appendEvents } from "@/server/platform/events";
import { consumerOf } from "@/server/platform/projections/projection";
import { inTransaction } from "@/server/platform/verb";
import { consumeBatch } from "@/server/workers/consumers";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { gent } from "@/test-support/network";
import { copyOfServiceCenters } from "./copy-centers";

freshDatabases();
const consumer = consumerOf(copyOfServiceCenters);

const { currency: _, ...facts } = gent;
type Facts = LocationEvents["location.service_center_opened.v1"];

async function announce(center: Facts): Promise<void> {
  await inTransaction(insideVerb("location", "test"), (ctx) =>
    appendEvents(ctx, `service_center-${center.id}`, [
      locationEvent("location.service_center_opened.v1", center),
    ]).then(() => undefined),
  );
  // On a shared cluster an event waits for every transaction that began before it.
  await numberAllCommitted("location");
}

async function copies(): Promise<object[]> {
  const customer = await database("customer");
  return customer.read((tx) =>
    rows(tx, sql`select id, city, phone, time_zone from customer.service_centers`),
  );
}

test("a centre that Location opens can be booked at; told again, its newest facts hold", async () => {
  await announce(facts);
  expect(await consumeBatch(consumer)).toBe(1);
  const copy = { id: gent.id, city: "Gent", phone: gent.phone, time_zone: "Europe/Brussels" };
  expect(await copies()).toEqual([copy]);
  await announce({ ...facts, phone: "+32 9 111 11 11" });
  expect(await consumeBatch(consumer)).toBe(1);
  expect(await consumeBatch(consumer)).toBe(0);
  expect(await copies()).toEqual([{ ...copy, phone: "+32 9 111 11 11" }]);
});
