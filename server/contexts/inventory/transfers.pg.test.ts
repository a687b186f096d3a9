import { sql } from "drizzle-orm";
import postgres from "postgres";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { freshDatabases } from "@/test-support/database";
import { centre, inventoryOf, openShelves, partWith, stockSystem } from "@/test-support/stock";
import { transfersSql } from "./queries/list-transfers";

freshDatabases();
beforeAll(openShelves);

const ends = { fromServiceCenterId: centre, toServiceCenterId: "south" };
const north = () => inventoryOf("stock_keeper").transfers;
const south = () => inventoryOf("stock_keeper", "south").transfers;

test("what is taken in and written off at the same moment is one of both, once", async () => {
  for (let round = 0; round < 20; round++) {
    const partId = await partWith(2);
    const { transferId: id } = await south().request.mutate({ partId, quantity: 2, ...ends });
    await north().pick.mutate({ id });
    await north().ship.mutate({ id });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, each) =>
        each % 2 === 0 ? south().receive.mutate({ id }) : south().writeOff.mutate({ id, as: "lost" }),
      ),
    );
    const won = outcomes.flatMap((each) => (each.status === "fulfilled" ? [each.value.status] : []));
    expect(won).toHaveLength(1);
    const refusals = outcomes.flatMap((each) =>
      each.status === "rejected" ? [String(each.reason.message)] : [],
    );
    expect(new Set(refusals)).toEqual(new Set(["transition_not_allowed"]));
    const { levels } = await inventoryOf("manager", "south").stock.levels.query({
      serviceCenterId: "south",
      q: partId,
    });
    expect(levels[0]?.onHand ?? 0).toBe(won[0] === "received" ? 2 : 0);
  }
  expect(await stockSystem().check.mutate()).toEqual({ drifted: 0 });
});

test("a centre's transfers are read from its own index, however many there are", async () => {
  const partId = await partWith(1);
  const db = await database("inventory");
  await db.write((tx) =>
    tx.execute(sql`
      with made as (
        insert into inventory.warehouses (id, service_center_id, name)
        select 'w-' || n, 'w-' || n, 'W ' || n from generate_series(0, 49) n
      )
      select 1`),
  );
  await db.write((tx) =>
    tx.execute(sql`
      insert into inventory.transfers
        (id, part_id, quantity, from_warehouse_id, to_warehouse_id, status, requested_at, updated_at)
      select gen_random_uuid(), ${partId}, 1, 'w-' || n % 50, 'w-' || (n + 1) % 50,
        case when n % 20 = 0 then 'requested' else 'received' end, now(), now()
      from generate_series(1, 50000) n`),
  );
  const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
  await owner`analyze inventory.transfers, inventory.parts, inventory.warehouses`;
  await owner.end();
  for (const over of [false, true]) {
    const asked = transfersSql("w-7", { serviceCenterId: "w-7", over, cursor: null, limit: 50 });
    const plan = await db.read((tx) => rows<{ "QUERY PLAN": string }>(tx, sql`explain ${asked}`));
    const text = plan.map((line) => line["QUERY PLAN"]).join("\n");
    expect(text).not.toMatch(/Seq Scan on transfers/);
    expect(text).toContain("transfers_leaving");
    expect(text).toContain("transfers_reaching");
  }
});
