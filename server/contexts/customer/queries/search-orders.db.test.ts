import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import type { Actor, Grant, Role } from "@/server/kernel/actor";
import { consumerOf } from "@/server/platform/projections/projection";
import { consumeBatch } from "@/server/workers/consumers";
import { checkReadModel, rebuildReadModel } from "@/server/workers/read-models";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { gent, krakow, seedNetwork } from "@/test-support/network";
import { bookedOrder } from "@/test-support/orders";
import { findOrders } from "../adapters/find-orders";
import { questionOf } from "../domain/order-search";
import { orderSearch } from "../projections/order-search/order-search";

freshDatabases();

const at = (role: Role, serviceCenterId: string | null): Grant => ({ role, serviceCenterId });
const gentDesk = staff(at("front_desk", gent.id));
const network = staff(at("manager", null));
const orders: Record<string, { id: string; reference: string }> = {};

async function search(q: string, actor: Actor = gentDesk, locale = "en") {
  const { customer } = callBy(actor, { locale }).contexts;
  return (await customer.workOrders.search.query({ q })).orders;
}

async function names(q: string, actor: Actor = gentDesk): Promise<(string | undefined)[]> {
  const byId = Object.fromEntries(Object.entries(orders).map(([name, { id }]) => [id, name]));
  return (await search(q, actor)).map(({ id }) => byId[id]);
}

async function receive(id: string, serial: string): Promise<void> {
  await callBy(network).contexts.customer.workOrders.receive.mutate({
    id,
    expectedVersion: 1,
    condition: "Worn",
    accessories: [],
    serial,
    photoIds: [],
    waivePhotos: true,
  });
}

async function catchUp(): Promise<void> {
  await numberAllCommitted("customer");
  while ((await consumeBatch(consumerOf(orderSearch))) > 0);
}

const describedAs = (name: string, description: string, changes: object = {}) =>
  bookedOrder({ name, description, email: `${name.split(" ")[0]?.toLowerCase()}@example.org`, ...changes });

beforeAll(async () => {
  await seedNetwork();
  orders.elodie = await describedAs("Élodie Dupont", "Les charnières sont cassées, l'écran clignote.");
  orders.jan = await describedAs("Jan Müller", "Beide Akkus laden nicht mehr.", { phone: "0470/98.76.54" });
  orders.fleur = await describedAs("Fleur de Vries", "De batterijen lopen leeg, schermen gebroken");
  orders.ana = await describedAs(
    "Ana Lopes",
    "Dupont told me that the batteries are swollen. Code 4711hunter",
  );
  orders.krakow = await describedAs("Kasia Nowak", "Akkus", { serviceCenterId: krakow.id });
  await receive(orders.ana.id, "C02-XK1ZZJHD4");
  await receive(orders.krakow.id, "PF1KRAKOW77");
  await catchUp();
});

describe("an order is found by", () => {
  test("its reference, whole, in part, and with one letter wrong, missing, too many or swapped", async () => {
    const reference = orders.elodie?.reference ?? "";
    const letters = reference.replaceAll("-", "").slice(2);
    const wrong = `${letters.slice(0, 3)}${letters[3] === "7" ? "8" : "7"}${letters.slice(4)}`;
    const swapped = `${letters[1]}${letters[0]}${letters.slice(2)}`;
    const typed = [
      reference,
      reference.toLowerCase(),
      letters.slice(0, 4),
      wrong,
      letters.slice(1),
      `${letters}0`,
    ];
    for (const q of [...typed, swapped]) expect(await names(q), q).toContain("elodie");
    expect((await search(reference))[0]?.reasons).toEqual([{ field: "reference", text: reference }]);
  });

  test.each(["+32 470 00 00 00", "0032470000000", "0470/00.00.00", "0470 0000"])(
    "the phone %j",
    async (q) => {
      expect(await names(q)).toContain("elodie");
      expect((await search(q))[0]?.reasons).toEqual([{ field: "phone", text: "+32 470 00 00 00" }]);
    },
  );

  test.each(["C02XK1ZZJHD4", "c02-xk1 zzjhd4", "XK1ZZ", "jhd4", "C02XK1ZZJHO4", "C02XK1ZJHD4"])(
    "the serial number %j of its device",
    async (q) => {
      expect(await names(q)).toEqual(["ana"]);
      expect((await search(q))[0]?.reasons).toEqual([{ field: "serial", text: "C02-XK1ZZJHD4" }]);
    },
  );

  test.each([
    ["elodie dupont", "elodie"],
    ["ELODIE", "elodie"],
    ["élodei", "elodie"],
    ["dupond", "elodie"],
    ["muller", "jan"],
    ["mueller jan", "jan"],
    ["jan@example.org", "jan"],
    ["vries macbook", "fleur"],
    ["fleur macbok scren", "fleur"],
  ])("its customer as in %j", async (q, expected) => expect((await names(q))[0]).toBe(expected));

  test.each([
    ["battery", "ana"],
    ["swolen", "ana"],
    ["akku", "jan"],
    ["akuus laden", "jan"],
    ["charniere", "elodie"],
    ["clignoter", "elodie"],
    ["batterij", "fleur"],
    ["scherm", "fleur"],
  ])("what was said of it, in four languages: %j", async (q, expected) => {
    expect((await names(q))[0]).toBe(expected);
  });

  test("its device and its fault, in the language of whoever asks", async () => {
    expect(await names("macbook air")).toHaveLength(4);
    const [first] = await search("bildschirm", gentDesk, "de");
    expect(first?.reasons).toEqual([{ field: "fault", text: "Bildschirm gesprungen oder schwarz" }]);
    const [said] = await search("akku");
    expect(said?.reasons).toEqual([{ field: "description", text: "Beide Akkus laden nicht mehr." }]);
  });
});

test("a name comes before a word that was said", async () => {
  expect(await names("dupont")).toEqual(["elodie", "ana"]);
});

test("a reference comes before everything, at once, before any index knows the order", async () => {
  orders.named = await describedAs("Nora Novak", "Slow");
  const reference = orders.named.reference;
  orders.namesake = await describedAs(`Zed ${reference.slice(3, 7)}`, reference);
  expect(await names(reference)).toContain("named");
  await catchUp();
  expect((await names(reference))[0]).toBe("named");
});

describe("who looks", () => {
  test("finds orders of their own centres alone, whatever they look by", async () => {
    const reference = orders.krakow?.reference ?? "";
    for (const q of [reference, reference.slice(3, 7), "PF1KRAKOW77", "kasia", "kasai", "akkus"]) {
      expect(await names(q), q).not.toContain("krakow");
      expect(await names(q, network), q).toContain("krakow");
      expect(await names(q, staff(at("technician", krakow.id))), q).toEqual(["krakow"]);
    }
  });

  test("has a role that works with orders, in that centre", async () => {
    const both = staff(at("front_desk", gent.id), at("stock_keeper", krakow.id));
    expect(await names("akku", both)).toEqual(["jan"]);
    for (const role of ["finance", "stock_keeper"] as const) {
      await expect(search("akku", staff(at(role, gent.id)))).rejects.toThrow("not_allowed");
    }
    await expect(search("akku", { kind: "guest" })).rejects.toThrow("not_signed_in");
    const centre = staff(at("front_desk", gent.id.slice(0, -3)));
    expect(await search("macbook", centre)).toEqual([]);
  });
});

describe("bad input", () => {
  test("a paste of ten megabytes is refused with the limit", async () => {
    await expect(search("x ".repeat(5_000_000))).rejects.toMatchObject({
      data: { code: "text_too_long", details: { limit: 200 } },
    });
  });

  test.each([
    "",
    " ",
    "%",
    "_",
    "%%%%",
    "\\",
    "'",
    "🙈",
    "\u202e\u202d",
    "' or 1=1 --",
    "a:*|b",
    "!(x)",
    "\u0000",
  ])("%j finds nothing and breaks nothing", async (q) => expect(await search(q)).toEqual([]));

  test("letters of any script and emoji among them do no harm", async () => {
    expect(await names("🙈 Élodie\u200f شاشة")).toEqual([]);
    expect(await names("🙈 \u202eÉlodie")).toEqual(["elodie"]);
    expect(await search("坏了")).toEqual([]);
  });
});

describe("what is kept to find an order", () => {
  const counted = async (statement: ReturnType<typeof sql>) => {
    const db = await database("customer");
    const [row] = await db.read((tx) => rows<{ count: number }>(tx, statement));
    return row?.count;
  };

  test("is what its events and the customer's sealed file make it", async () => {
    expect(await checkReadModel(orderSearch)).toMatchObject([
      { table: "order_search", missing: 0, wrong: 0 },
    ]);
  });

  test("has nothing with a digit of what was said, and no sentence", async () => {
    expect(await search("4711hunter")).toEqual([]);
    expect(
      await counted(sql`select count(*)::int as count from customer.order_search
      where to_jsonb(order_search)::text ~ 'told me that|4711|hunter'`),
    ).toBe(0);
  });

  test("goes with its customer, with each word that nobody else has, and no rebuild brings it back", async () => {
    const name = "Quirinquax Canary";
    const { id } = await describedAs(name, "The canaryhinge of my screen");
    await catchUp();
    expect(await search("quirinquax canaryhinge")).toHaveLength(1);
    const db = await database("customer");
    await db.write((tx) =>
      tx.execute(
        sql`delete from customer.customers where id = (select customer_id from customer.work_orders where id = ${id})`,
      ),
    );
    await rebuildReadModel(orderSearch);
    const left = sql`select count(*)::int as count from (
      select to_jsonb(s)::text as row from customer.order_search s
      union all select word from customer.search_words) kept where row ~ 'quirinquax|canaryhinge'`;
    expect(await counted(left)).toBe(0);
    expect(
      await counted(sql`select count(*)::int as count from customer.search_words where word = 'screen'`),
    ).toBe(1);
    expect(await search("quirinquax")).toEqual([]);
  });

  test("keeps the words of a row that a rebuild writes anew", async () => {
    const { reference } = await describedAs("Wenzeslaus Rebuilt", "The lid");
    await catchUp();
    const db = await database("customer");
    await db.write((tx) =>
      tx.execute(
        sql`update customer.order_search set doc = array_to_tsvector(tsvector_to_array(doc) || array['zzz'])
            where work_order_id = (select id from customer.work_orders where reference = ${reference})`,
      ),
    );
    await rebuildReadModel(orderSearch);
    expect((await search("wenzeslas")).map((order) => order.reference)).toEqual([reference]);
  });

  test.each([
    ["MC-7F3K-Q2", ["order_search_reference", "order_search_who", "order_search_doc"]],
    ["7F3K", ["order_search_parts", "order_search_who"]],
    ["+32 470 12 34 56", ["order_search_parts", "order_search_doc"]],
    ["C02XK1ZZ", ["order_search_parts"]],
    ["dupont macbook", ["order_search_who", "order_search_doc"]],
  ])("is read by its indexes among many, when asked for %j", async (q, indexes) => {
    const plan = await planOf(q);
    for (const index of indexes) expect(plan).toContain(`Bitmap Index Scan on ${index}`);
    expect(plan).not.toMatch(/Seq Scan on order_search/);
    // Only words that are common are looked for from the newest on.
    expect(plan.split("order_search_newest").length - 1).toBe(2);
  });
});

/** How the statement that answers would be run among 4,000 more orders, which are gone afterwards. */
async function planOf(q: string): Promise<string> {
  const db = await database("customer");
  let plan = "";
  const rolledBack = db.write(async (tx) => {
    await tx.execute(sql`
      with copies as (
        insert into customer.work_orders
        select (jsonb_populate_record(w, jsonb_build_object('id', gen_random_uuid(), 'reference', 'copy-' || n,
          'tracking_hash', '\\x' || md5(n::text)))).*
        from customer.work_orders w, generate_series(1, 4000) n
        where w.id = (select work_order_id from customer.order_search limit 1)
        returning id, customer_id, service_center_id, created_at)
      insert into customer.order_search
      select id, customer_id, service_center_id, created_at, upper(left(md5(id::text), 6)), md5(id::text), md5(id::text),
        array_to_tsvector(array[md5(id::text)]), array_to_tsvector(array[md5(id::text)]) from copies`);
    const asked: SQL[] = [];
    const watched = new Proxy(tx, {
      get: (target, name) =>
        name === "execute"
          ? (statement: SQL) => {
              asked.push(statement);
              return target.execute(statement);
            }
          : Reflect.get(target, name, target),
    });
    await findOrders(watched, questionOf(q), { centers: null, limit: 20 });
    const lines = await rows<{ "QUERY PLAN": string }>(tx, sql`explain ${asked[1]}`);
    plan = lines.map((line) => line["QUERY PLAN"]).join("\n");
    throw new Error("enough");
  });
  await expect(rolledBack).rejects.toThrow("enough");
  return plan;
}

test("an order of an unknown customer's id does not stop the others", async () => {
  const before = await counts();
  const later = await describedAs(`Later ${randomUUID()}`, "x");
  await catchUp();
  expect((await counts()) - before).toBe(1);
  expect(await search(later.reference)).toHaveLength(1);
});

async function counts(): Promise<number> {
  const db = await database("customer");
  const [row] = await db.read((tx) =>
    rows<{ rows: number }>(tx, sql`select count(*)::int as rows from customer.order_search`),
  );
  return row?.rows ?? 0;
}
