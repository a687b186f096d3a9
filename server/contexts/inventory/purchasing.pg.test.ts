import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { stockMinimums } from "@/db/schema/inventory";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import {
  centre,
  inventoryOf,
  openShelves,
  purchasesOf,
  receive,
  sentPurchase,
  soldPart,
  stockSystem,
  waitsFor,
} from "@/test-support/stock";
import { purchasesSql } from "./queries/list-purchases";

freshDatabases();
beforeAll(openShelves);

const atOnce = 32;

async function levelOf(partId: string) {
  const { levels } = await inventoryOf("manager").stock.levels.query({ serviceCenterId: centre, q: partId });
  return levels.find((level) => level.partId === partId);
}

function refusalsIn(outcomes: readonly PromiseSettledResult<unknown>[]): string[] {
  return outcomes.flatMap((each) => (each.status === "rejected" ? [String(each.reason.message)] : []));
}

test("of thirty-two who receive a line at once, only as many pieces enter as were ordered", async () => {
  for (const [ordered, each] of [
    [5, 1],
    [7, 2],
    [1, 1],
  ] as const) {
    const partId = await soldPart(0);
    const id = await sentPurchase([{ partId, quantity: ordered }]);
    const outcomes = await Promise.allSettled(
      Array.from({ length: atOnce }, () => receive({ id, lines: [{ partId, accepted: each }] })),
    );
    const taken = Math.floor(ordered / each);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(taken);
    expect(new Set(refusalsIn(outcomes))).toEqual(
      new Set([ordered % each === 0 ? "purchase_moved_on" : "over_receipt"]),
    );
    expect(await levelOf(partId)).toMatchObject({ onHand: taken * each, ordered: ordered % each });
  }
  expect(await stockSystem().check.mutate()).toEqual({ drifted: 0 });
});

test("one receipt sent thirty-two times at once under its key enters the stock once", async () => {
  const partId = await soldPart(0);
  const id = await sentPurchase([{ partId, quantity: 40 }]);
  const key = randomUUID();
  const outcomes = await Promise.allSettled(
    Array.from({ length: atOnce }, () => receive({ id, lines: [{ partId, accepted: 1 }] }, key)),
  );
  expect(refusalsIn(outcomes).filter((code) => code !== "command_in_progress")).toEqual([]);
  expect(await levelOf(partId)).toMatchObject({ onHand: 1 });
});

test("the database lets nobody enter more than was ordered, nor a receipt twice, whoever writes", async () => {
  const partId = await soldPart(0);
  const id = await sentPurchase([{ partId, quantity: 2 }]);
  const { receiptId } = await receive({ id, lines: [{ partId, accepted: 1 }] });
  const db = await database("inventory");
  const write = (statement: ReturnType<typeof sql>) => db.write((tx) => tx.execute(statement));
  const ours = sql`where purchase_order_id = ${id}`;
  await expect(write(sql`update inventory.purchase_order_lines set received = 3 ${ours}`)).rejects.toThrow();
  await expect(
    write(sql`update inventory.purchase_order_lines set rejected_open = 2 ${ours}`),
  ).rejects.toThrow();
  await expect(
    write(sql`insert into inventory.stock_movements
      (id, part_id, warehouse_id, quantity, reason, recorded_at, purchase_order_id, receipt_id)
      values (gen_random_uuid(), ${partId}, ${centre}, 1, 'delivered', now(), ${id}, ${receiptId})`),
  ).rejects.toThrow();
  await expect(write(sql`update inventory.purchase_receipt_lines set accepted = 9`)).rejects.toThrow();
});

test("receipts, cancellations and buyers of one part at once: who waits is served once, and nothing is promised twice", async () => {
  const customer = callBy({ kind: "service", context: "customer", onBehalfOf: { kind: "guest" } });
  const { release, reserve } = customer.contexts.inventory.stock;
  for (let round = 0; round < 10; round += 1) {
    const [partId, other] = [await soldPart(null), await soldPart(null)];
    const orders = await Promise.all(Array.from({ length: 8 }, () => waitsFor(partId, null)));
    const [first = "", second = ""] = orders;
    const lines = [partId, other].map((each) => ({ partId: each, quantity: 6 }));
    const ids = await Promise.all([sentPurchase(lines), sentPurchase([...lines].reverse())]);
    const lists = [lines, [...lines].reverse()];
    const outcomes = await Promise.allSettled([
      ...ids.flatMap((id, n) =>
        [1, 2].map((accepted) =>
          receive({ id, lines: (lists[n] ?? []).map((line) => ({ partId: line.partId, accepted })) }),
        ),
      ),
      release.mutate({ orderId: first }),
      release.mutate({ orderId: second }),
      ...Array.from({ length: 4 }, () =>
        reserve.mutate({
          orderId: randomUUID(),
          serviceCenterIds: [centre],
          lines: [{ partId, quantity: 1 }],
          expiresAt: null,
        }),
      ),
    ]);
    expect(refusalsIn(outcomes).filter((code) => code !== "stock_not_available")).toEqual([]);
    const level = await levelOf(partId);
    expect(level).toMatchObject({ onHand: 6 });
    expect(level?.available).toBeGreaterThanOrEqual(0);
    const db = await database("inventory");
    const [given] = await db.read((tx) =>
      rows<{ gone: number; twice: number }>(
        tx,
        sql`select
          (select count(*)::int from inventory.reservations where order_id in (${first}, ${second})) as gone,
          (select count(*)::int from (select from inventory.purchase_receipt_orders
            group by order_id, part_id having count(*) > 1) d) as twice`,
      ),
    );
    expect(given).toEqual({ gone: 0, twice: 0 });
  }
  expect(await stockSystem().check.mutate()).toEqual({ drifted: 0 });
});

test("two who have the suggestions drafted at once get each piece once", async () => {
  const partId = await soldPart(0);
  const db = await database("inventory");
  await db.write((tx) => tx.insert(stockMinimums).values({ partId, warehouseId: centre, minimum: 4 }));
  const press = () =>
    purchasesOf("manager").draftSuggested.mutate({ serviceCenterId: centre, partIds: [partId] });
  const drafts = (await Promise.all([press(), press(), press(), press()])).flatMap((each) => each.drafts);
  expect(drafts).toHaveLength(1);
});

test("a page of 20,000 orders, who waits, what is ordered and how long it took are read by index", async () => {
  const db = await database("inventory");
  await db.write(async (tx) => {
    await tx.execute(sql`insert into inventory.parts (id, sku, name, category, supplier_id, price_minor, currency)
      select 'bulk-' || n, 'SKU-' || n, 'Bulk ' || n, 'screen', 's', 100, 'EUR' from generate_series(1, 2000) n`);
    await tx.execute(sql`insert into inventory.purchase_orders (id, supplier_id, warehouse_id, currency, status,
        version, drafted_by, drafted_at, sent_at, expected_on)
      select gen_random_uuid(), 's', case when n % 4 = 0 then 'north' else 'south' end, 'EUR',
        case when n % 50 = 0 then 'sent' else 'complete' end, 3, 'system', now(), now(), current_date
      from generate_series(1, 20000) n`);
    await tx.execute(sql`insert into inventory.purchase_order_lines
        (purchase_order_id, part_id, quantity, unit_price_minor, received, first_received_at)
      select o.id, 'bulk-' || (1 + (row_number() over (order by o.id) * 7 + n) % 2000), 3, 100,
        case when o.status = 'complete' then 3 else 0 end, case when o.status = 'complete' then now() end
      from inventory.purchase_orders o, generate_series(1, 3) n where o.drafted_by = 'system'`);
    await tx.execute(sql`insert into inventory.waiting_orders (order_id, part_id, warehouse_id, quantity, waiting_since)
      select gen_random_uuid(), 'bulk-' || (1 + n % 2000), 'south', 1, now() from generate_series(1, 5000) n`);
  });
  const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
  await owner`analyze inventory.purchase_orders, inventory.purchase_order_lines, inventory.waiting_orders`;
  await owner.end();
  const planOf = async (statement: ReturnType<typeof sql>) => {
    const lines = await db.read((tx) => rows<{ "QUERY PLAN": string }>(tx, sql`explain ${statement}`));
    return lines.map((line) => line["QUERY PLAN"]).join("\n");
  };
  const base = { warehouseId: centre, q: undefined, before: undefined, today: "2026-11-25", limit: 50 };
  for (const only of [undefined, "open", "late", "draft", "ended"] as const) {
    const plan = await planOf(purchasesSql({ ...base, only }));
    expect(plan, only).not.toMatch(/Seq Scan on (purchase_orders|purchase_order_lines)/);
  }
  expect(await planOf(purchasesSql({ ...base, only: undefined, q: "PO-1500" }))).toMatch(/number_key/);
  const waiting = sql`select order_id from inventory.waiting_orders
    where warehouse_id = 'south' and part_id = 'bulk-7' order by promised_by, waiting_since, order_id limit 200`;
  expect(await planOf(waiting)).toMatch(/waiting_orders_by_level/);
  const took = sql`select l.first_received_at from inventory.purchase_order_lines l
    join inventory.purchase_orders o on o.id = l.purchase_order_id
    where l.part_id = 'bulk-7' and l.first_received_at is not null and o.supplier_id = 's'
    order by l.first_received_at desc limit 20`;
  expect(await planOf(took)).not.toMatch(/Seq Scan/);
});
