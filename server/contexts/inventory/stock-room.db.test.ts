import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { transfers } from "@/db/schema/inventory";
import { freshDatabases } from "@/test-support/database";
import { centre, inventoryOf, openShelves, partWith, reservePart, stockSystem } from "@/test-support/stock";

freshDatabases();
beforeAll(openShelves);

const keeper = () => inventoryOf("stock_keeper");
const manager = () => inventoryOf("manager");

async function levelOf(partId: string) {
  const { levels } = await keeper().stock.levels.query({ serviceCenterId: centre, q: partId });
  return levels.find((level) => level.partId === partId);
}

async function sendHere(partId: string, quantity: number, status: "requested" | "in_transit") {
  const db = await database("inventory");
  const at = new Date();
  await db.write((tx) =>
    tx.insert(transfers).values({
      id: randomUUID(),
      partId,
      quantity,
      fromWarehouseId: "south",
      toWarehouseId: centre,
      status,
      requestedAt: at,
      updatedAt: at,
    }),
  );
}

test("a level says what is there, promised, available, and on its way to here", async () => {
  const partId = await partWith(3);
  await reservePart(partId);
  await sendHere(partId, 2, "in_transit");
  await sendHere(partId, 7, "requested");
  expect(await levelOf(partId)).toMatchObject({ onHand: 3, reserved: 1, available: 2, arriving: 2 });
  const coming = await partWith(null);
  expect(await levelOf(coming)).toBeUndefined();
  await sendHere(coming, 1, "in_transit");
  expect(await levelOf(coming)).toMatchObject({ onHand: 0, available: 0, arriving: 1 });
});

test("a part is found by any words of its name and by its code, whatever the case, accents and hyphens", async () => {
  const partId = await partWith(1, { name: "Écran Łódź Größe 15″", sku: "SCR-482913-ŁG" });
  const found = async (q: string) => {
    const { levels } = await keeper().stock.levels.query({ serviceCenterId: centre, q });
    return levels.map((level) => level.partId);
  };
  for (const q of [
    "ecran",
    "LODZ écran",
    "groesse 15".replace("oe", "o"),
    "scr482913",
    "SCR-482913",
    "scr 482913 lg",
  ])
    expect(await found(q), q).toEqual([partId]);
  for (const q of ["ecran battery", "%", "_____", "'; drop table parts"])
    expect(await found(q), q).toEqual([]);
});

test("the list narrows to what is used up or reserved, and pages go through all of it once", async () => {
  const used = await partWith(0, { name: "narrow a" });
  const promised = await partWith(2, { name: "narrow b" });
  const plenty = await partWith(9, { name: "narrow b" });
  await reservePart(promised);
  const list = async (only?: "short" | "reserved") => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<ReturnType<typeof keeper>["stock"]["levels"]["query"]>> =
        await keeper().stock.levels.query({ serviceCenterId: centre, q: "narrow", only, cursor, limit: 1 });
      ids.push(...page.levels.map((level) => level.partId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return ids;
  };
  expect(await list("short")).toEqual([used]);
  expect(await list("reserved")).toEqual([promised]);
  expect(await list()).toEqual([used, ...[promised, plenty].toSorted()]);
});

test("stock is seen in one's own centre, by keepers, technicians and managers, and by nobody else", async () => {
  const at = (serviceCenterId: string) => ({ serviceCenterId });
  await expect(inventoryOf("technician").stock.levels.query(at(centre))).resolves.toBeDefined();
  await expect(inventoryOf("front_desk").stock.levels.query(at(centre))).rejects.toThrow("not_allowed");
  await expect(keeper().stock.levels.query(at("south"))).rejects.toThrow("not_allowed");
  await expect(keeper().stock.history.query({ ...at("south"), partId: "x" })).rejects.toThrow("not_allowed");
  await expect(keeper().counts.list.query(at("south"))).rejects.toThrow("not_allowed");
  await expect(inventoryOf("technician").counts.start.mutate(at(centre))).rejects.toThrow("not_allowed");
  expect((await inventoryOf("technician").stock.places.query()).places).toEqual([
    { id: centre, name: "Centre north", mayCount: false, mayApprove: false },
  ]);
});

test("the history of a level goes back from what is there to nothing, in pages", async () => {
  const partId = await partWith(3);
  const orderId = randomUUID();
  await reservePart(partId, orderId, 2);
  const { id } = await keeper().counts.start.mutate({ serviceCenterId: centre, partIds: [partId] });
  await keeper().counts.enter.mutate({ id, partId, quantity: 5, replaces: null });
  await keeper().counts.finish.mutate({ id });
  await manager().counts.approve.mutate({ id });
  const ask = (cursor: string | null) =>
    keeper().stock.history.query({ serviceCenterId: centre, partId, cursor, limit: 2 });
  const first = await ask(null);
  expect(first).toMatchObject({ part: { name: partId }, now: { onHand: 5, reserved: 2 } });
  expect(first.entries).toMatchObject([
    {
      kind: "counted",
      change: { onHand: 2 },
      after: { onHand: 5, reserved: 2 },
      countId: id,
      who: { kind: "staff" },
    },
    {
      kind: "reserved",
      change: { reserved: 2 },
      after: { onHand: 3, reserved: 2 },
      orders: [{ id: orderId }],
    },
  ]);
  const second = await ask(first.nextCursor);
  expect(second.entries).toMatchObject([
    { kind: "opened", change: { onHand: 3 }, after: { onHand: 3, reserved: 0 } },
  ]);
  expect(second).toMatchObject({ nextCursor: null, unexplained: null });
});

test("a count tells nobody what to expect until it is finished, and money only to who may see cost", async () => {
  const partId = await partWith(4);
  const { id } = await keeper().counts.start.mutate({ serviceCenterId: centre, partIds: [partId] });
  await keeper().counts.enter.mutate({ id, partId, quantity: 2, replaces: null });
  const open = await manager().counts.detail.query({ id });
  expect(open.lines).toEqual([expect.objectContaining({ counted: 2, outcome: null })]);
  await keeper().counts.finish.mutate({ id });
  const seen = await keeper().counts.detail.query({ id });
  expect(seen).toMatchObject({
    value: null,
    lines: [{ outcome: { expected: 4, difference: -2, value: null } }],
  });
  const byManager = await manager().counts.detail.query({ id });
  expect(byManager.lines[0]?.outcome?.value).toEqual({ amountMinor: -2100, currency: "EUR" });
  expect(byManager.value).toEqual([{ amountMinor: -2100, currency: "EUR" }]);
  await expect(keeper().counts.approve.mutate({ id })).rejects.toThrow("not_allowed");
  await manager().counts.sendBack.mutate({ id });
  expect((await keeper().counts.detail.query({ id })).lines).toMatchObject([{ counted: null }]);
  await keeper().counts.giveUp.mutate({ id });
  await expect(keeper().counts.enter.mutate({ id, partId, quantity: 1, replaces: null })).rejects.toThrow(
    "count_moved_on",
  );
  expect(await levelOf(partId)).toMatchObject({ onHand: 4 });
});

test("negative, fractional and enormous quantities are refused at their field", async () => {
  const partId = await partWith(4);
  const { id } = await keeper().counts.start.mutate({ serviceCenterId: centre, partIds: [partId] });
  for (const quantity of [-1, 1.5, 1e6, Number.NaN, 2 ** 53])
    await expect(keeper().counts.enter.mutate({ id, partId, quantity, replaces: null })).rejects.toThrow();
  await expect(keeper().counts.finish.mutate({ id })).rejects.toThrow("count_incomplete");
});

test("a part is in one count at a time, and one person's number is not overwritten by another's", async () => {
  const partId = await partWith(4);
  const input = { serviceCenterId: centre, partIds: [partId] };
  const { id } = await keeper().counts.start.mutate(input);
  await expect(manager().counts.start.mutate(input)).rejects.toMatchObject({ message: "part_being_counted" });
  await keeper().counts.enter.mutate({ id, partId, quantity: 3, replaces: null });
  const other = manager().counts;
  await expect(other.enter.mutate({ id, partId, quantity: 4, replaces: null })).rejects.toThrow(
    "count_line_taken",
  );
  await expect(other.enter.mutate({ id, partId, quantity: 3, replaces: null })).resolves.toEqual({
    quantity: 3,
  });
  await expect(other.enter.mutate({ id, partId, quantity: 4, replaces: 3 })).resolves.toEqual({
    quantity: 4,
  });
});

test("a level that moved since it was counted is said, counted again, and not overwritten", async () => {
  const partId = await partWith(4);
  const { id } = await keeper().counts.start.mutate({ serviceCenterId: centre, partIds: [partId] });
  await keeper().counts.enter.mutate({ id, partId, quantity: 4, replaces: null });
  await keeper().counts.finish.mutate({ id });
  const db = await database("inventory");
  await db.write((tx) =>
    tx.execute(sql`update inventory.stock_levels set on_hand = 3 where part_id = ${partId}`),
  );
  await expect(manager().counts.approve.mutate({ id })).rejects.toThrow("count_outdated");
  expect((await manager().counts.detail.query({ id })).lines[0]?.outcome).toMatchObject({ movedTo: 3 });
  await manager().counts.sendBack.mutate({ id });
  await keeper().counts.enter.mutate({ id, partId, quantity: 3, replaces: null });
  await keeper().counts.finish.mutate({ id });
  await expect(manager().counts.approve.mutate({ id })).resolves.toMatchObject({ status: "approved" });
});

test("a count takes a reserved piece only from orders that the approver has named", async () => {
  const partId = await partWith(2);
  const [first, second] = [randomUUID(), randomUUID()];
  await reservePart(partId, first);
  await reservePart(partId, second);
  const { id } = await keeper().counts.start.mutate({ serviceCenterId: centre, partIds: [partId] });
  await keeper().counts.enter.mutate({ id, partId, quantity: 1, replaces: null });
  await keeper().counts.finish.mutate({ id });
  const { lines } = await manager().counts.detail.query({ id });
  expect(lines[0]?.outcome?.losing).toMatchObject([{ orderId: second, quantity: 1 }]);
  await expect(manager().counts.approve.mutate({ id })).rejects.toThrow("count_takes_reserved");
  await manager().counts.approve.mutate({ id, losing: [{ partId, orderId: second }] });
  expect(await levelOf(partId)).toMatchObject({ onHand: 1, reserved: 1, available: 0 });
  const { entries } = await keeper().stock.history.query({ serviceCenterId: centre, partId });
  expect(entries[0]).toMatchObject({
    kind: "counted",
    orders: [{ id: second }],
    change: { onHand: -1, reserved: -1 },
  });
});

test("the nightly check finds a planted drift, raises it, and forgets it once it adds up", async () => {
  const partId = await partWith(3);
  await reservePart(partId);
  const db = await database("inventory");
  const plant = (onHand: number) =>
    db.write((tx) =>
      tx.execute(sql`update inventory.stock_levels set on_hand = ${onHand} where part_id = ${partId}`),
    );
  await stockSystem().check.mutate();
  expect(await levelOf(partId)).toMatchObject({ drifted: false });
  const { drifted: before } = await stockSystem().drifts.query();
  await plant(4);
  await stockSystem().check.mutate();
  expect(await stockSystem().drifts.query()).toEqual({ drifted: before + 1 });
  expect(await levelOf(partId)).toMatchObject({ drifted: true });
  const history = await keeper().stock.history.query({ serviceCenterId: centre, partId });
  expect(history.unexplained).toEqual({ onHand: 1, reserved: 0 });
  await plant(3);
  await stockSystem().check.mutate();
  expect(await levelOf(partId)).toMatchObject({ drifted: false });
});
