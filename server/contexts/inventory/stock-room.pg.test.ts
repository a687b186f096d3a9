import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { freshDatabases } from "@/test-support/database";
import { centre, inventoryOf, openShelves, partWith, reservePart, stockSystem } from "@/test-support/stock";
import { levelsSql } from "./adapters/level-rows";

freshDatabases();
beforeAll(openShelves);

async function finishedCount(partId: string, quantity: number): Promise<string> {
  const counts = inventoryOf("stock_keeper").counts;
  const { id } = await counts.start.mutate({ serviceCenterId: centre, partIds: [partId] });
  await counts.enter.mutate({ id, partId, quantity, replaces: null });
  await counts.finish.mutate({ id });
  return id;
}

test("a count that takes the last pieces and those who reserve them at the same moment: nobody is promised what is not there", async () => {
  const approvals: string[] = [];
  for (let round = 0; round < 20; round += 1) {
    const partId = await partWith(3);
    const id = await finishedCount(partId, 1);
    const approve = () => inventoryOf("manager").counts.approve.mutate({ id });
    // One buyer leaves the count its way whoever is first, four can't all.
    const buyers = 1 + (round % 4);
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: buyers - 1 }, () => reservePart(partId)),
      approve(),
      approve(),
      reservePart(partId),
    ]);
    const refusals = outcomes.flatMap((each) =>
      each.status === "rejected" ? [String(each.reason.message)] : [],
    );
    const known = ["stock_not_available", "count_takes_reserved", "count_moved_on"];
    expect(refusals.filter((code) => !known.includes(code))).toEqual([]);
    const status = (await inventoryOf("manager").counts.detail.query({ id })).status;
    approvals.push(status);
    const { levels } = await inventoryOf("manager").stock.levels.query({
      serviceCenterId: centre,
      q: partId,
    });
    expect(levels[0]?.onHand).toBe(status === "approved" ? 1 : 3);
    expect(levels[0]?.available).toBeGreaterThanOrEqual(0);
    const { entries, unexplained } = await inventoryOf("manager").stock.history.query({
      serviceCenterId: centre,
      partId,
    });
    expect(unexplained).toBeNull();
    expect(entries.filter(({ kind }) => kind === "counted")).toHaveLength(status === "approved" ? 1 : 0);
  }
  expect(new Set(approvals)).toEqual(new Set(["approved", "finished"]));
  expect(await stockSystem().check.mutate()).toEqual({ drifted: 0 });
});

test("two who start a count of the same part at once get one count", async () => {
  const partId = await partWith(1);
  const start = () =>
    inventoryOf("manager").counts.start.mutate({ serviceCenterId: centre, partIds: [partId] });
  const outcomes = await Promise.allSettled([start(), start(), start(), start()]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a page of 50,000 levels is one statement that reads levels by index, filtered, searched, or far down", async () => {
  const db = await database("inventory");
  await db.write(async (tx) => {
    await tx.execute(sql`insert into inventory.parts (id, sku, name, category, supplier_id, price_minor, currency)
      select 'bulk-' || n, 'SKU-' || n || '-BU', 'Bulk ' || md5(n::text), 'screen', 's', 100, 'EUR'
      from generate_series(1, 50000) n`);
    await tx.execute(sql`insert into inventory.stock_levels (part_id, warehouse_id, on_hand, reserved)
      select 'bulk-' || n, w, n % 100, case when n % 500 = 7 then 1 else 0 end
      from generate_series(1, 50000) n, unnest(array['north', 'south']) w`);
    await tx.execute(sql`insert into inventory.transfers
      (id, part_id, quantity, from_warehouse_id, to_warehouse_id, status, requested_at, updated_at)
      select gen_random_uuid(), 'bulk-' || n, 1, 'south', 'north',
        case when n % 50 = 0 then 'in_transit' else 'received' end, now(), now()
      from generate_series(1, 20000) n`);
  });
  await analyze();
  const base = { serviceCenterId: centre, only: undefined, q: undefined, after: undefined, limit: 50 };
  for (const some of [
    base,
    { ...base, after: "bulk-40000" },
    { ...base, only: "short" as const },
    { ...base, only: "reserved" as const },
    { ...base, q: "sku 4711" },
    { ...base, q: "sku 4711", only: "short" as const },
  ]) {
    const plan = await db.read((tx) => rows<{ "QUERY PLAN": string }>(tx, sql`explain ${levelsSql(some)}`));
    const text = plan.map((line) => line["QUERY PLAN"]).join("\n");
    expect(text, JSON.stringify(some)).not.toMatch(/Seq Scan on (stock_levels|transfers)/);
    // A short list is sorted by itself; all else walks the parts in their order, or finds them by the search.
    if (some.only === undefined) expect(text, JSON.stringify(some)).not.toMatch(/Seq Scan on parts/);
    else
      expect(text).toMatch(
        some.q === undefined ? /stock_levels_(short|reserved)/ : /parts_search|stock_levels_short/,
      );
  }
  const { levels } = await inventoryOf("manager").stock.levels.query({ serviceCenterId: centre });
  expect(levels).toHaveLength(50);
});

/** Statistics as autovacuum would have made them by now; the runtime role may not. */
async function analyze(): Promise<void> {
  const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
  await owner`analyze inventory.parts, inventory.stock_levels, inventory.transfers`;
  await owner.end();
}

test("what a count took from an order can't be reserved again, for it is not there", async () => {
  const partId = await partWith(1);
  const orderId = randomUUID();
  await reservePart(partId, orderId);
  const id = await finishedCount(partId, 0);
  await inventoryOf("manager").counts.approve.mutate({ id, losing: [{ partId, orderId }] });
  await expect(reservePart(partId)).rejects.toThrow("stock_not_available");
});
