import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { parts, stockLevels, suppliers, warehouses } from "@/db/schema/inventory";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";

freshDatabases();

const stores = ["north", "south"];
const buyers = 100;

beforeAll(async () => {
  const db = await database("inventory");
  await db.write(async (tx) => {
    await tx.insert(suppliers).values({ id: "s", name: "S", country: "BE", leadTimeDays: 3 });
    await tx.insert(warehouses).values(stores.map((id) => ({ id, serviceCenterId: id, name: id })));
  });
});

async function partWith(onHand: number): Promise<string> {
  const id = `part-${randomUUID()}`;
  const db = await database("inventory");
  await db.write(async (tx) => {
    const common = { name: id, category: "screen", supplierId: "s", priceMinor: 100, currency: "EUR" };
    await tx.insert(parts).values({ id, sku: id, ...common });
    await tx.insert(stockLevels).values(
      stores.map((warehouseId) => ({
        partId: id,
        warehouseId,
        onHand: warehouseId === "north" ? onHand : 0,
      })),
    );
  });
  return id;
}

const customer = () =>
  callBy({ kind: "service", context: "customer", onBehalfOf: { kind: "guest" } }).contexts.inventory.stock;
const system = () => callBy({ kind: "system" }).contexts.inventory.stock;

async function select<Row>(query: ReturnType<typeof sql>): Promise<Row[]> {
  const db = await database("inventory");
  return db.read((tx) => rows<Row>(tx, query));
}

/** What stands in the tables beside what the events tell. */
async function figures(partId: string) {
  const [row] = await select<{ onHand: number; reserved: number; sum: number; told: number }>(sql`
    select sum(l.on_hand)::int as "onHand", sum(l.reserved)::int as reserved,
      (select coalesce(sum(quantity), 0)::int from inventory.reservations where part_id = ${partId}) as sum,
      (select coalesce(sum(case type when 'stock.reserved.v1' then 1 when 'stock.released.v1' then -1 else 0 end
          * coalesce((data->>'quantity')::int, 0)), 0)::int
        from inventory.events where data->>'partId' = ${partId}) as told
    from inventory.stock_levels l where l.part_id = ${partId}`);
  return row;
}

test.each([1, 2, 3, 5, 8, 10])(
  "of a hundred who want the last %i at once, exactly that many get one",
  async (onHand) => {
    const partId = await partWith(onHand);
    const outcomes = await Promise.allSettled(
      Array.from({ length: buyers }, () =>
        customer().reserve.mutate({
          orderId: randomUUID(),
          serviceCenterIds: stores,
          lines: [{ partId, quantity: 1 }],
          expiresAt: null,
        }),
      ),
    );
    const refused = outcomes.filter((each) => each.status === "rejected");
    expect(outcomes.length - refused.length).toBe(onHand);
    for (const { reason } of refused) expect(reason).toMatchObject({ message: "stock_not_available" });
    expect(await figures(partId)).toEqual({ onHand, reserved: onHand, sum: onHand, told: onHand });
  },
);

test("two lines of the same part count together, for all of a hundred", async () => {
  const partId = await partWith(7);
  const lines = [
    { partId, quantity: 1 },
    { partId, quantity: 1 },
  ];
  const outcomes = await Promise.allSettled(
    Array.from({ length: buyers }, () =>
      customer().reserve.mutate({ orderId: randomUUID(), serviceCenterIds: stores, lines, expiresAt: null }),
    ),
  );
  expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(3);
  expect(await figures(partId)).toMatchObject({ onHand: 7, reserved: 6, sum: 6, told: 6 });
});

test("what expires meanwhile goes to others once, while some extend, release and reserve again", async () => {
  const partId = await partWith(4);
  const soon = () => new Date(Date.now() + 30).toISOString();
  const held: string[] = [];
  const reserve = async (n: number) => {
    const orderId = randomUUID();
    const expiresAt = n % 2 === 0 ? soon() : null;
    await customer().reserve.mutate({
      orderId,
      serviceCenterIds: stores,
      lines: [{ partId, quantity: 1 }],
      expiresAt,
    });
    held.push(orderId);
    if (n % 3 === 0) await customer().release.mutate({ orderId });
    if (n % 5 === 0) await customer().extend.mutate({ orderId, expiresAt: soon() });
  };
  await Promise.allSettled([
    ...Array.from({ length: buyers }, (_, n) => reserve(n)),
    system().releaseExpired.mutate(),
    system().releaseExpired.mutate(),
  ]);
  expect(held.length).toBeGreaterThanOrEqual(4);
  const expired = async () => {
    await system().releaseExpired.mutate();
    const left = await select(sql`select 1 from inventory.reservations where expires_at is not null`);
    return left.length;
  };
  await expect.poll(expired).toBe(0);
  const after = await figures(partId);
  expect(after?.reserved).toBe(after?.sum);
  expect(after?.told).toBe(after?.sum);
  expect(after?.reserved).toBeLessThanOrEqual(4);
});

test("the database refuses to promise more than there is, whoever writes", async () => {
  const partId = await partWith(1);
  const db = await database("inventory");
  const oversold = db.write((tx) =>
    tx.execute(
      sql`update inventory.stock_levels set reserved = 2 where part_id = ${partId} and warehouse_id = 'north'`,
    ),
  );
  await expect(oversold).rejects.toThrow();
  const rewritten = db.write((tx) => tx.execute(sql`update inventory.stock_movements set quantity = 1`));
  await expect(rewritten).rejects.toThrow();
});
