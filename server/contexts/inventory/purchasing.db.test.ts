import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { door } from "@/app/api/v1/door";
import { database, rows } from "@/db/client";
import { purchaseOrders, stockMinimums, waitingOrders } from "@/db/schema/inventory";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import {
  centre,
  inventoryOf,
  openShelves,
  partWith,
  purchasesOf,
  receive,
  reservePart,
  sentPurchase,
  soldPart,
  stockSystem,
  waitsFor,
} from "@/test-support/stock";
import { type PurchaseEvent, purchaseStream } from "./contract/purchase-events";
import { emptyPurchase, evolvePurchase } from "./domain/purchase-order";

freshDatabases();
beforeAll(openShelves);

const keeper = () => purchasesOf("stock_keeper");
const manager = () => purchasesOf("manager");
const all = (partId: string, accepted: number) => ({ partId, accepted });

async function levelOf(partId: string) {
  const { levels } = await inventoryOf("stock_keeper").stock.levels.query({
    serviceCenterId: centre,
    q: partId,
  });
  return levels.find((level) => level.partId === partId);
}

async function refusalOf(work: Promise<unknown>) {
  return work.then(
    () => undefined,
    (error: { message: string; data?: { details?: unknown } }) => ({
      code: error.message,
      details: error.data?.details,
    }),
  );
}

test("a draft is priced by the supplier's breaks, changed, sent, and expected after the lead time", async () => {
  const partId = await soldPart(0);
  const draft = await keeper().draft.mutate({
    serviceCenterId: centre,
    supplierId: "s",
    lines: [{ partId, quantity: 9 }],
  });
  expect((await manager().detail.query({ id: draft.id })).lines).toMatchObject([
    { quantity: 9, unitPrice: { amountMinor: 1000, currency: "EUR" }, supplierCode: `S-${partId.slice(-6)}` },
  ]);
  const revised = await keeper().revise.mutate({ ...draft, lines: [{ partId, quantity: 10 }] });
  const seen = await manager().detail.query({ id: draft.id });
  expect(seen).toMatchObject({ status: "draft", total: { amountMinor: 8000, currency: "EUR" } });
  await expect(keeper().revise.mutate({ ...draft, lines: [] })).rejects.toThrow("purchase_changed");
  await expect(keeper().send.mutate(draft)).rejects.toThrow("purchase_changed");
  await keeper().send.mutate(revised);
  const sent = await manager().detail.query({ id: draft.id });
  expect(sent.status).toBe("sent");
  expect(Date.parse(sent.expectedOn ?? "")).toBeGreaterThan(Date.now() + 86_400_000);
  await expect(keeper().send.mutate(revised)).rejects.toThrow("purchase_moved_on");
  await expect(keeper().revise.mutate({ ...revised, lines: [] })).rejects.toThrow("purchase_moved_on");
});

test("an agreed price is a manager's to say, and stays when another line is changed", async () => {
  const [partId, other] = [await soldPart(0), await soldPart(0)];
  const line = { partId, quantity: 2, unitPriceMinor: 700 };
  const place = { serviceCenterId: centre, supplierId: "s" };
  await expect(keeper().draft.mutate({ ...place, lines: [line] })).rejects.toThrow("not_allowed");
  const draft = await manager().draft.mutate({ ...place, lines: [line] });
  const lines = [
    { partId, quantity: 2 },
    { partId: other, quantity: 1 },
  ];
  await keeper().revise.mutate({ ...draft, lines });
  const priceOf = async (wanted: string) =>
    (await manager().detail.query({ id: draft.id })).lines.find((each) => each.partId === wanted)?.unitPrice;
  expect(await priceOf(partId)).toMatchObject({ amountMinor: 700 });
  expect(await priceOf(other)).toMatchObject({ amountMinor: 1000 });
});

test("what nobody sells, an empty order, and impossible quantities are refused", async () => {
  const [sold, unsold] = [await soldPart(0), await partWith(0)];
  const place = { serviceCenterId: centre, supplierId: "s" };
  const draft = (lines: { partId: string; quantity: number }[]) => keeper().draft.mutate({ ...place, lines });
  expect(await refusalOf(draft([{ partId: unsold, quantity: 1 }]))).toMatchObject({
    code: "part_not_offered",
  });
  for (const quantity of [0, -1, 1.5, 1e6, Number.NaN, 2 ** 53])
    await expect(draft([{ partId: sold, quantity }])).rejects.toThrow();
  await expect(
    draft([
      { partId: sold, quantity: 1 },
      { partId: sold, quantity: 1 },
    ]),
  ).rejects.toThrow();
  await expect(keeper().send.mutate(await draft([]))).rejects.toThrow("purchase_empty");
  await expect(keeper().draft.mutate({ ...place, supplierId: "nobody" })).rejects.toThrow("not_found");
});

test("it comes in parts with rejects, each in the level's history with its order, and the books add up", async () => {
  const partId = await soldPart(2);
  const id = await sentPurchase([{ partId, quantity: 5 }]);
  await receive({ id, lines: [{ partId, accepted: 3, damaged: 1 }] });
  expect(await levelOf(partId)).toMatchObject({ onHand: 5, ordered: 2 });
  const seen = await keeper().detail.query({ id });
  expect(seen).toMatchObject({
    status: "partly_received",
    lines: [{ received: 3, rejectedOpen: 1, remaining: 1, outstanding: 2 }],
    receipts: [{ lines: [{ accepted: 3, damaged: 1, wrong: 0, surplus: 0 }], who: { kind: "staff" } }],
  });
  await receive({ id, lines: [{ partId, accepted: 1 }] });
  expect(await keeper().closeShort.mutate({ id })).toMatchObject({ status: "closed_short" });
  await expect(receive({ id, lines: [{ partId, accepted: 1 }] })).rejects.toThrow("purchase_moved_on");
  const { entries, unexplained } = await inventoryOf("technician").stock.history.query({
    serviceCenterId: centre,
    partId,
  });
  expect(entries).toMatchObject([
    { kind: "delivered", change: { onHand: 1 }, after: { onHand: 6 }, purchase: { id } },
    { kind: "delivered", change: { onHand: 3 }, after: { onHand: 5 }, purchase: { id } },
    { kind: "opened" },
  ]);
  expect(unexplained).toBeNull();
  expect(JSON.stringify(entries)).not.toMatch(/price|minor/i);
  const { drifted } = await stockSystem().check.mutate();
  expect(drifted).toBe(0);
});

test("more than was ordered is refused by name, and kept if somebody says so", async () => {
  const partId = await soldPart(0);
  const id = await sentPurchase([{ partId, quantity: 2 }]);
  const lines = [all(partId, 2), all(partId, 1)];
  await expect(receive({ id, lines })).rejects.toThrow("over_receipt");
  await expect(receive({ id, lines: [all("another", 1)] })).rejects.toThrow("not_on_order");
  expect(await levelOf(partId)).toMatchObject({ onHand: 0 });
  expect(await receive({ id, lines, keepOver: true })).toMatchObject({ status: "complete" });
  expect(await levelOf(partId)).toMatchObject({ onHand: 3, ordered: 0 });
});

test("a receipt sent again enters the stock once, and without a key not at all", async () => {
  const partId = await soldPart(0);
  const id = await sentPurchase([{ partId, quantity: 5 }]);
  const key = randomUUID();
  const first = await receive({ id, lines: [all(partId, 2)] }, key);
  expect(await receive({ id, lines: [all(partId, 2)] }, key)).toEqual(first);
  await expect(receive({ id, lines: [all(partId, 3)] }, key)).rejects.toThrow("idempotency_key_reused");
  await expect(keeper().receive.mutate({ id, lines: [all(partId, 2)] })).rejects.toThrow(
    "idempotency_key_required",
  );
  expect(await levelOf(partId)).toMatchObject({ onHand: 2 });
});

test("what comes goes to the orders that wait, the earliest promise first, and no further", async () => {
  const partId = await soldPart(0);
  const late = await waitsFor(partId, "2026-12-20T12:00:00.000Z");
  const early = await waitsFor(partId, "2026-12-10T12:00:00.000Z");
  const never = await waitsFor(partId, null);
  const id = await sentPurchase([{ partId, quantity: 3 }]);
  const waiting = (await keeper().detail.query({ id })).waiting.map(({ orderId }) => orderId);
  expect(waiting).toEqual([early, late, never]);
  expect(await levelOf(partId)).toMatchObject({ required: 3, ordered: 3 });
  const { served } = await receive({ id, lines: [all(partId, 2)] });
  expect(served.map(({ orderId }) => orderId)).toEqual([early, late]);
  expect(await levelOf(partId)).toMatchObject({ onHand: 2, reserved: 2, available: 0, required: 1 });
  const after = await keeper().detail.query({ id });
  expect(after.waiting.map(({ orderId }) => orderId)).toEqual([never]);
  expect(after.receipts[0]?.served.map(({ orderId }) => orderId).toSorted()).toEqual(
    [early, late].toSorted(),
  );
});

test("who was taken back or has the part waits no more", async () => {
  const partId = await soldPart(1);
  const [gone, has] = [await waitsFor(partId, null), await waitsFor(partId, null)];
  const customer = callBy({ kind: "service", context: "customer", onBehalfOf: { kind: "guest" } });
  await customer.contexts.inventory.stock.release.mutate({ orderId: gone });
  await customer.contexts.inventory.stock.reserve.mutate({
    orderId: has,
    serviceCenterIds: [centre],
    lines: [{ partId, quantity: 1 }],
    expiresAt: null,
  });
  expect(await levelOf(partId)).toMatchObject({ required: 0, reserved: 1 });
  const db = await database("inventory");
  const again = { orderId: gone, partId, warehouseId: centre, quantity: 1, waitingSince: new Date() };
  await expect(db.write((tx) => tx.insert(waitingOrders).values(again))).rejects.toThrow();
});

test("what becomes free otherwise goes to who waits there, the earliest promise first, and no further", async () => {
  const partId = await soldPart(1);
  const holder = randomUUID();
  await reservePart(partId, holder);
  const late = await waitsFor(partId, null);
  const early = await waitsFor(partId, "2026-12-10T12:00:00.000Z");
  expect(await stockSystem().serveWaiting.mutate()).toEqual({ served: 0 });
  const customer = callBy({ kind: "service", context: "customer", onBehalfOf: { kind: "guest" } });
  await customer.contexts.inventory.stock.release.mutate({ orderId: holder });
  expect(await stockSystem().serveWaiting.mutate()).toEqual({ served: 1 });
  expect(await stockSystem().serveWaiting.mutate()).toEqual({ served: 0 });
  expect(await levelOf(partId)).toMatchObject({ onHand: 1, reserved: 1, required: 1 });
  const db = await database("inventory");
  const left = await db.read((tx) => tx.select().from(waitingOrders).where(eq(waitingOrders.partId, partId)));
  expect(left.map(({ orderId }) => orderId)).toEqual([late]);
  const { entries } = await inventoryOf("manager").stock.history.query({ serviceCenterId: centre, partId });
  expect(entries[0]).toMatchObject({ kind: "reserved", orders: [{ id: early }] });
});

test("what its events tell is what stands in the tables", async () => {
  const [partId, other] = [await soldPart(0), await soldPart(0)];
  const id = await sentPurchase([
    { partId, quantity: 4 },
    { partId: other, quantity: 1 },
  ]);
  await receive({ id, lines: [{ partId, accepted: 2, wrong: 1 }, all(other, 1)] });
  await receive({ id, lines: [all(partId, 1)] });
  const db = await database("inventory");
  const told = await db.read((tx) =>
    rows<PurchaseEvent>(
      tx,
      sql`select type, data from inventory.events where stream_id = ${purchaseStream(id)} order by version`,
    ),
  );
  const rebuilt = told.reduce(evolvePurchase, emptyPurchase(id));
  const live = await manager().detail.query({ id });
  expect(live).toMatchObject({
    number: rebuilt.number,
    version: told.length,
    status: rebuilt.status,
    expectedOn: rebuilt.expectedOn,
    supplier: { id: rebuilt.supplierId },
  });
  for (const { unitPriceMinor, ...line } of rebuilt.lines)
    expect(live.lines.find((each) => each.partId === line.partId)).toMatchObject({
      ...line,
      unitPrice: { amountMinor: unitPriceMinor },
    });
});

test("lead times are measured from five deliveries on, and then count for what is expected", async () => {
  const partId = await soldPart(0);
  const leadTime = async (id: string) => (await keeper().detail.query({ id })).lines[0]?.leadTime;
  const db = await database("inventory");
  for (let n = 0; n < 5; n += 1) {
    const id = await sentPurchase([{ partId, quantity: 1 }]);
    expect(await leadTime(id)).toEqual({ statedDays: 3, measuredDays: null, deliveries: n });
    const ago = new Date(Date.now() - 14 * 86_400_000);
    await db.write((tx) => tx.update(purchaseOrders).set({ sentAt: ago }).where(eq(purchaseOrders.id, id)));
    await receive({ id, lines: [all(partId, 1)] });
  }
  const id = await sentPurchase([{ partId, quantity: 1 }]);
  expect(await leadTime(id)).toEqual({ statedDays: 3, measuredDays: 10, deliveries: 5 });
  const { expectedOn } = await keeper().detail.query({ id });
  expect(Date.parse(expectedOn ?? "")).toBeGreaterThan(Date.now() + 12 * 86_400_000);
});

test("what can be promised grows with what is ordered, by its day, less what is waited for", async () => {
  const partId = await soldPart(1);
  await waitsFor(partId, null, 2);
  const id = await sentPurchase([{ partId, quantity: 4 }]);
  const { expectedOn } = await keeper().detail.query({ id });
  const seen = await inventoryOf("technician").stock.availability.query({ serviceCenterId: centre, partId });
  expect(seen).toMatchObject({
    onHand: 1,
    required: 2,
    inTransit: 0,
    now: -1,
    ordered: [{ purchaseOrderId: id, quantity: 4, expectedOn }],
    byDate: [{ on: expectedOn, available: 3 }],
  });
});

test("what is below its minimum is suggested at the cheapest break, drafted by one press, and not twice", async () => {
  const [few, waited, enough] = [await soldPart(1), await soldPart(0), await soldPart(9)];
  const db = await database("inventory");
  const minimums = [few, enough].map((partId) => ({ partId, warehouseId: centre, minimum: 9 }));
  await db.write((tx) => tx.insert(stockMinimums).values(minimums));
  await waitsFor(waited, null);
  const suggested = async (role: "stock_keeper" | "manager") => {
    const { suppliers } = await purchasesOf(role).suggestions.query({ serviceCenterId: centre });
    return suppliers.flatMap(({ lines }) =>
      lines.filter(({ partId }) => [few, waited, enough].includes(partId)),
    );
  };
  const lines = await suggested("manager");
  expect(lines.find(({ partId }) => partId === few)).toMatchObject({ missing: 8, quantity: 8 });
  expect(lines.find(({ partId }) => partId === waited)).toMatchObject({
    missing: 1,
    quantity: 1,
    unitPrice: { amountMinor: 1000 },
  });
  expect(lines.some(({ partId }) => partId === enough)).toBe(false);
  expect((await suggested("stock_keeper")).every(({ unitPrice }) => unitPrice === null)).toBe(true);
  const press = { serviceCenterId: centre, partIds: [few, waited] };
  const { drafts } = await keeper().draftSuggested.mutate(press);
  expect(drafts).toHaveLength(1);
  expect((await keeper().detail.query({ id: drafts[0]?.id ?? "" })).lines).toHaveLength(2);
  expect(await suggested("manager")).toEqual([]);
  expect(await keeper().draftSuggested.mutate(press)).toEqual({ drafts: [] });
  await keeper().cancel.mutate({ id: drafts[0]?.id ?? "" });
  expect(await suggested("manager")).toHaveLength(2);
});

test("the list narrows by state and lateness, is searched by number and supplier, and pages go through all once", async () => {
  const partId = await soldPart(0);
  const id = await sentPurchase([{ partId, quantity: 1 }]);
  const { number } = await keeper().detail.query({ id });
  const ids = async (input: { only?: "draft" | "open" | "late" | "ended"; q?: string }) => {
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<ReturnType<typeof keeper>["list"]["query"]>> = await keeper().list.query(
        {
          serviceCenterId: centre,
          ...input,
          cursor,
          limit: 2,
        },
      );
      found.push(...page.purchases.map((each) => each.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(found).size).toBe(found.length);
    return found;
  };
  expect(await ids({ q: `PO-${number}` })).toEqual([id]);
  expect(await ids({ q: "no such supplier" })).toEqual([]);
  expect(await ids({ q: "s" })).toContain(id);
  expect(await ids({ only: "open" })).toContain(id);
  expect(await ids({ only: "late" })).not.toContain(id);
  const db = await database("inventory");
  await db.write((tx) =>
    tx.update(purchaseOrders).set({ expectedOn: "2026-01-01" }).where(eq(purchaseOrders.id, id)),
  );
  expect(await ids({ only: "late" })).toContain(id);
  expect(await ids({ only: "draft" })).not.toContain(id);
});

test("technicians see and don't order, others see nothing, and nobody acts elsewhere", async () => {
  const partId = await soldPart(0);
  const id = await sentPurchase([{ partId, quantity: 1 }]);
  const { version } = await keeper().detail.query({ id });
  const place = { serviceCenterId: centre };
  const moves = (role: Parameters<typeof inventoryOf>[0], at = centre) => {
    const verbs = inventoryOf(role, at).purchases;
    return [
      () => verbs.draft.mutate({ ...place, supplierId: "s" }),
      () => verbs.draftSuggested.mutate(place),
      () => verbs.revise.mutate({ id, version, lines: [] }),
      () => verbs.send.mutate({ id, version }),
      () => verbs.closeShort.mutate({ id }),
      () => verbs.cancel.mutate({ id }),
      () =>
        callBy(staff({ role, serviceCenterId: at }), {
          idempotencyKey: randomUUID(),
        }).contexts.inventory.purchases.receive.mutate({ id, lines: [all(partId, 1)] }),
    ];
  };
  const looks = (role: Parameters<typeof inventoryOf>[0], at = centre) => {
    const { purchases, stock } = inventoryOf(role, at);
    return [
      () => purchases.list.query(place),
      () => purchases.detail.query({ id }),
      () => purchases.suggestions.query(place),
      () => purchases.offers.query({ ...place, supplierId: "s", q: partId }),
      () => stock.availability.query({ ...place, partId }),
    ];
  };
  const refused = [
    ...moves("technician"),
    ...moves("front_desk"),
    ...looks("front_desk"),
    ...moves("stock_keeper", "south"),
    ...looks("stock_keeper", "south"),
  ];
  for (const each of refused) await expect(each()).rejects.toThrow("not_allowed");
  for (const each of looks("technician")) await expect(each()).resolves.toBeDefined();
  const seen = await inventoryOf("technician").purchases.detail.query({ id });
  expect(seen).toMatchObject({ mayOrder: false, seesCost: false, total: null, lines: [{ unitPrice: null }] });
  const { offers } = await inventoryOf("stock_keeper").purchases.offers.query({
    ...place,
    supplierId: "s",
    q: `S-${partId.slice(-6)}`,
  });
  expect(offers).toMatchObject([{ partId, breaks: [{ unitPrice: null }, { unitPrice: null }] }]);
});

test("over REST it is the same: drafted, sent, received under a key, and refused to whom it is not for", async () => {
  const partId = await soldPart(0);
  const rest = async (
    role: "stock_keeper" | "technician",
    method: string,
    path: string,
    body?: object,
    idempotencyKey?: string,
  ) => {
    const request = new Request(`http://x/api/v1${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const address = path.split("?")[0] ?? "";
    const { clientKey, correlationId, locale, actor } = callBy(staff({ role, serviceCenterId: centre }));
    const answer = await door.handle(request, address, {
      clientKey,
      correlationId,
      locale,
      actor,
      idempotencyKey,
    });
    return { status: answer.status, body: await answer.json() };
  };
  const order = { serviceCenterId: centre, supplierId: "s", lines: [{ partId, quantity: 2 }] };
  expect(await rest("technician", "POST", "/purchase-orders", order)).toMatchObject({ status: 403 });
  const drafted = await rest("stock_keeper", "POST", "/purchase-orders", order);
  expect(drafted.status).toBe(201);
  const { id, version } = drafted.body;
  expect(await rest("stock_keeper", "POST", `/purchase-orders/${id}/send`, { version })).toMatchObject({
    status: 200,
  });
  const came = { lines: [{ partId, accepted: 1 }] };
  const receipts = `/purchase-orders/${id}/receipts`;
  expect(await rest("stock_keeper", "POST", receipts, came)).toMatchObject({
    status: 400,
    body: { code: "idempotency_key_required" },
  });
  expect(await rest("stock_keeper", "POST", receipts, came, randomUUID())).toMatchObject({ status: 201 });
  expect(
    await rest("stock_keeper", "POST", receipts, { lines: [{ partId, accepted: 9 }] }, randomUUID()),
  ).toMatchObject({ status: 409, body: { code: "over_receipt" } });
  expect(await rest("stock_keeper", "POST", `/purchase-orders/${id}/close`, {})).toMatchObject({
    body: { status: "closed_short" },
  });
  const listed = await rest("technician", "GET", `/purchase-orders?serviceCenterId=${centre}&limit=1`);
  expect(listed).toMatchObject({ status: 200, body: { purchases: [{ id }] } });
});
