import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { openText } from "@/server/contexts/customer/adapters/customer-vault";
import { freshDatabases } from "@/test-support/database";
import { anchorDay } from "@/test-support/environment";
import { DEMO_ACCOUNTS } from "./demo-accounts";
import { seedDemoNetwork } from "./seed";

const open = freshDatabases();

async function one(
  schema: "location" | "customer" | "platform",
  query: ReturnType<typeof sql>,
): Promise<unknown> {
  const [row] = await (await database(schema)).read((tx) => rows<{ value: unknown }>(tx, query));
  return row?.value;
}

test("the demo network is written once, whole and valid", async () => {
  const options = {
    of: (schema: Parameters<ReturnType<typeof open>["of"]>[0]) => open().of(schema),
    anchorDay,
    seed: "demo",
    scale: 0.05,
    withAccounts: true,
    consumers: [{ name: "a-copy", context: "customer", source: "location" } as const],
    onProgress: () => {},
  };
  const figures = await seedDemoNetwork(options);
  expect(figures.centers).toBeGreaterThanOrEqual(60);

  const invalid = sql`select count(*)::int as value from location.coverage_areas where not ST_IsValid(area)`;
  expect(await one("location", invalid)).toBe(0);
  const strayed = sql`select count(*)::int as value from location.coverage_areas a
    join location.service_centers c on c.id = a.service_center_id where not ST_Covers(a.area, c.point)`;
  expect(await one("location", strayed)).toBe(0);
  const largest = sql`select max(ST_NPoints(area)) as value from location.coverage_areas where method <> 'mail_in'`;
  expect(Number(await one("location", largest))).toBeLessThan(500);

  const unlike = sql`select count(*)::int as value from customer.work_orders o
    left join customer.streams s on s.stream_id = 'work_order-' || o.id
    where s.version is distinct from o.version`;
  expect(await one("customer", unlike)).toBe(0);
  expect(await one("customer", sql`select count(*)::int as value from customer.events`)).toBe(figures.events);
  expect(await one("customer", sql`select max(feed_offset)::int as value from customer.event_feed`)).toBe(
    figures.events,
  );
  expect(await one("customer", sql`select count(*)::int as value from customer.events_default`)).toBe(0);
  const behind = sql`select feed_offset::int as value from customer.consumers where name = 'a-copy'`;
  const told = sql`select count(*)::int as value from location.events`;
  expect(await one("customer", behind)).toBe(await one("location", told));
  expect(await one("platform", sql`select count(*)::int as value from platform.identities where demo`)).toBe(
    DEMO_ACCOUNTS.length,
  );

  const [message] = await (await database("customer")).read((tx) =>
    rows<{ key: string; body: string }>(
      tx,
      sql`select encode(c.data_key, 'hex') as key, encode(m.body, 'hex') as body from customer.messages m
        join customer.work_orders o on o.id = m.work_order_id join customer.customers c on c.id = o.customer_id limit 1`,
    ),
  );
  const bytes = (hex: string | undefined) => Buffer.from(hex ?? "", "hex");
  expect(openText(bytes(message?.key), bytes(message?.body)).length).toBeGreaterThan(10);

  await expect(seedDemoNetwork(options)).rejects.toThrow("already seeded");
}, 120_000);
