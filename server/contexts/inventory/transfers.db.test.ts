import { beforeAll, expect, test } from "vitest";
import { freshDatabases } from "@/test-support/database";
import { centre, inventoryOf, openShelves, partWith, reservePart, stockSystem } from "@/test-support/stock";

freshDatabases();
beforeAll(openShelves);

const here = () => inventoryOf("stock_keeper");
const south = () => inventoryOf("stock_keeper", "south");

/** The south asks for pieces that lie in the north. */
async function asked(partId: string, quantity: number): Promise<string> {
  const ends = { fromServiceCenterId: centre, toServiceCenterId: "south" };
  return (await south().transfers.request.mutate({ partId, quantity, ...ends })).transferId;
}

async function seenBy(keeper: ReturnType<typeof here>, at: string, partId: string, over = false) {
  const { transfers } = await keeper.transfers.list.query({ serviceCenterId: at, over });
  return transfers.filter(({ part }) => part.id === partId);
}

async function levelsOf(partId: string) {
  const at = async (keeper: ReturnType<typeof here>, serviceCenterId: string) => {
    const { levels } = await keeper.stock.levels.query({ serviceCenterId, q: partId });
    const [level] = levels;
    return level && { onHand: level.onHand, arriving: level.arriving };
  };
  return { north: await at(here(), centre), south: await at(south(), "south") };
}

test("pieces are asked for, and each end sees them with what can be done there, until they have arrived", async () => {
  const partId = await partWith(3, { name: "Charging port", sku: "CHG-1" });
  const id = await asked(partId, 2);
  expect(await seenBy(here(), centre, partId)).toMatchObject([
    {
      id,
      direction: "leaving",
      part: { name: "Charging port", sku: "CHG-1" },
      quantity: 2,
      other: "Centre south",
      order: null,
      status: "requested",
      moves: ["pick", "cancel"],
    },
  ]);
  expect(await seenBy(south(), "south", partId)).toMatchObject([
    { direction: "coming", other: "Centre north", moves: [] },
  ]);

  await here().transfers.pick.mutate({ id });
  expect(await seenBy(here(), centre, partId)).toMatchObject([{ moves: ["ship", "cancel"] }]);
  await here().transfers.ship.mutate({ id });
  expect(await seenBy(south(), "south", partId)).toMatchObject([{ moves: ["receive", "write_off"] }]);
  await south().transfers.receive.mutate({ id });
  expect(await levelsOf(partId)).toEqual({
    north: { onHand: 1, arriving: 0 },
    south: { onHand: 2, arriving: 0 },
  });
  expect(await seenBy(here(), centre, partId)).toEqual([]);
  expect(await seenBy(south(), "south", partId, true)).toMatchObject([{ status: "received", moves: [] }]);
  expect(await stockSystem().check.mutate()).toEqual({ drifted: 0 });
});

test.each(["lost", "damaged"] as const)("what is %s on its way leaves the books for good", async (as) => {
  const partId = await partWith(2);
  const id = await asked(partId, 2);
  await here().transfers.pick.mutate({ id });
  await expect(south().transfers.writeOff.mutate({ id, as })).rejects.toThrow("transition_not_allowed");
  await here().transfers.ship.mutate({ id });
  await expect(here().transfers.writeOff.mutate({ id, as })).rejects.toThrow("not_allowed");
  await south().transfers.writeOff.mutate({ id, as });
  expect(await seenBy(south(), "south", partId, true)).toMatchObject([
    { status: "written_off", writtenOffAs: as, moves: [] },
  ]);
  const { north, south: there } = await levelsOf(partId);
  expect(north).toEqual({ onHand: 0, arriving: 0 });
  expect(there?.onHand ?? 0).toBe(0);
  await expect(south().transfers.receive.mutate({ id })).rejects.toThrow("transition_not_allowed");
  expect(await stockSystem().check.mutate()).toEqual({ drifted: 0 });
});

test("pieces that an order took before they were picked are not picked", async () => {
  const partId = await partWith(1);
  const id = await asked(partId, 1);
  await reservePart(partId);
  await expect(here().transfers.pick.mutate({ id })).rejects.toThrow("stock_not_available");
  await here().transfers.cancel.mutate({ id });
  expect(await seenBy(south(), "south", partId, true)).toMatchObject([{ status: "cancelled" }]);
});

test("more than is there, nothing, half a piece, or a centre that is none or the same is refused", async () => {
  const partId = await partWith(2);
  const ask = (quantity: number, from = centre) =>
    south().transfers.request.mutate({
      partId,
      quantity,
      fromServiceCenterId: from,
      toServiceCenterId: "south",
    });
  await expect(ask(3)).rejects.toThrow("stock_not_available");
  await expect(ask(1, "south")).rejects.toThrow("conflict");
  await expect(ask(1, "nowhere")).rejects.toThrow("unknown_service_center");
  for (const quantity of [0, -1, 1.5, 1e9]) await expect(ask(quantity)).rejects.toThrow("invalid_input");
  expect(await seenBy(south(), "south", partId)).toEqual([]);
});

test("the other centres that have a part to spare are named; those without are not", async () => {
  const partId = await partWith(2);
  expect(await south().stock.elsewhere.query({ serviceCenterId: "south", partId })).toEqual({
    places: [{ serviceCenterId: centre, name: "Centre north", available: 2 }],
  });
  await reservePart(partId, undefined, 2);
  expect(await south().stock.elsewhere.query({ serviceCenterId: "south", partId })).toEqual({ places: [] });
});

test("whoever may look sees what moves in their centre, and moves nothing by looking", async () => {
  const partId = await partWith(1);
  const id = await asked(partId, 1);
  const technician = inventoryOf("technician");
  const { transfers } = await technician.transfers.list.query({ serviceCenterId: centre });
  expect(transfers.find((each) => each.id === id)?.moves).toEqual([]);
  await expect(technician.transfers.pick.mutate({ id })).rejects.toThrow("not_allowed");
  await expect(technician.transfers.list.query({ serviceCenterId: "south" })).rejects.toThrow("not_allowed");
  const desk = inventoryOf("front_desk").transfers.list.query({ serviceCenterId: centre });
  await expect(desk).rejects.toThrow("not_allowed");
  const ends = { fromServiceCenterId: centre, toServiceCenterId: "south" };
  const forOthers = here().transfers.request.mutate({ partId, quantity: 1, ...ends });
  await expect(forOthers).rejects.toThrow("not_allowed");
});

test("pages go through all of a centre's transfers once, the newest first", async () => {
  const partId = await partWith(5);
  const ids: string[] = [];
  for (let each = 0; each < 5; each++) ids.push(await asked(partId, 1));
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ReturnType<typeof south>["transfers"]["list"]["query"]>> =
      await south().transfers.list.query({ serviceCenterId: "south", cursor, limit: 2 });
    seen.push(...page.transfers.filter(({ part }) => part.id === partId).map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(ids.toReversed());
});
