import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { orderSearch } from "@/server/contexts/customer/projections/order-search/order-search";
import { consumerOf } from "@/server/platform/projections/projection";
import { consumeBatch } from "@/server/workers/consumers";
import { checkReadModel } from "@/server/workers/read-models";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { gent, seedNetwork } from "@/test-support/network";
import { importRepairs, summaryOf } from "./import-repairs";

freshDatabases();
beforeAll(seedNetwork);

const header =
  "id,data_provider,country,partner_product_category,product_category,product_category_id,brand,year_of_manufacture,product_age,repair_status,repair_barrier_if_end_of_life,group_identifier,event_date,problem";

const row = (changes: Record<string, string> = {}) => {
  const given: Record<string, string> = {
    id: "cafe_1",
    data_provider: "Repair Café Gent",
    country: "BEL",
    partner_product_category: "Computer ~ Laptop",
    product_category: "Laptop",
    product_category_id: "16",
    brand: "Toshiba",
    year_of_manufacture: "",
    product_age: "8",
    repair_status: "Fixed",
    repair_barrier_if_end_of_life: "",
    group_identifier: "7",
    event_date: "2023-03-29",
    problem: "Scharnier gebrochen",
    ...changes,
  };
  return header
    .split(",")
    .map((column) => `"${(given[column] ?? "").replaceAll('"', '""')}"`)
    .join(",");
};
const csv = (...lines: string[]) => Buffer.from([header, ...lines].join("\n"));

async function run(file: Buffer, fallbackCenter?: string) {
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const figures = await importRepairs(file, await database("customer"), { fallbackCenter, say });
  return { figures, said, summary: summaryOf(figures) };
}

const desk = () =>
  callBy(staff({ role: "front_desk", serviceCenterId: gent.id })).contexts.customer.workOrders;

async function found(q: string) {
  const { orders } = await desk().search.query({ q });
  return Promise.all(orders.map(({ id }) => desk().detail.query({ id })));
}

async function count(what: ReturnType<typeof sql>): Promise<number> {
  const db = await database("customer");
  const [row] = await db.read((tx) =>
    rows<{ count: number }>(tx, sql`select count(*)::int as count from ${what}`),
  );
  return row?.count ?? 0;
}

describe("a row", () => {
  test("becomes a work order that is over, with device, age, fault and the events of its outcome", async () => {
    const lines = [
      row(),
      row({ id: "cafe_2", repair_status: "End of life", problem: "Moederbord doorgebrand" }),
      row({ id: "cafe_3", repair_status: "Repairable", problem: "Toetsenbord plakt", brand: "Unknown" }),
      row({ id: "cafe_4", repair_status: "Unknown", problem: "Lüfter laut", year_of_manufacture: "2010" }),
    ];
    const { figures, summary } = await run(csv(...lines));
    expect(figures.imported).toEqual({ fixed: 1, end_of_life: 1, repairable: 1, unknown: 1 });
    expect(summary).toEqual([
      "4 of 4 rows imported: 1 repaired, 1 beyond repair, 1 taken home unrepaired, 1 with no known end.",
    ]);
    const [fixed] = await found("scharnier");
    expect(fixed).toMatchObject({
      status: "closed",
      device: { name: "Toshiba Laptop", kind: "laptop", releasedYear: 2015 },
      description: "Scharnier gebrochen",
      createdAt: "2023-03-29T07:00:00.000Z",
      contact: { name: "Open Repair: Repair Café Gent" },
      checkIn: { condition: "Laptop, 8 years." },
    });
    expect(fixed?.timeline.map(({ type }) => type.split(".")[1])).toEqual([
      "booked",
      "received",
      "diagnosis_started",
      "repair_started",
      "quality_check_started",
      "ready",
      "handed_over",
      "closed",
    ]);
    const [beyond] = await found("moederbord");
    expect(beyond?.timeline.map(({ type }) => type)).toContain("work_order.unrepairable.v1");
    expect(beyond?.status).toBe("closed");
    expect((await found("toetsenbord"))[0]).toMatchObject({
      status: "cancelled",
      device: { releasedYear: 2015 },
    });
    expect((await found("lüfter"))[0]).toMatchObject({ status: "cancelled", device: { releasedYear: 2010 } });
  });

  test("is imported once, however often its file is", async () => {
    const before = await count(sql`customer.events`);
    const { figures, summary } = await run(csv(row(), row({ id: "cafe_9" })));
    expect([figures.known, figures.imported.fixed]).toEqual([1, 1]);
    expect(summary[1]).toBe("1 were there already.");
    expect(await count(sql`customer.events`)).toBe(before + 8);
    expect((await found("scharnier")).length).toBe(2);
  });

  test("is found as its events make it, and is nothing that a customer can book", async () => {
    await numberAllCommitted("customer");
    while ((await consumeBatch(consumerOf(orderSearch))) > 0);
    expect(await checkReadModel(orderSearch)).toMatchObject([{ missing: 0, wrong: 0 }]);
    const { devices } = await callBy().contexts.customer.catalogue.devices.query({ q: "toshiba laptop" });
    expect(devices.map(({ brand }) => brand)).not.toContain("Toshiba");
  });

  test("that cannot be used is named by its line, and the others go on", async () => {
    const { figures, said } = await run(
      csv(
        row({ id: "bad_1", event_date: "29/03/2023" }),
        row({ id: "bad_2", repair_status: "Mended" }),
        row({ id: "bad_3", country: "USA" }),
        row({ id: "bad_4", event_date: "2999-01-01" }),
        row({ id: "bad_5", product_age: "eight" }),
        row({ id: "bad_6", problem: "x".repeat(6_000) }),
        "bad_7,too few",
        row({ id: "" }),
        row({ id: "good_1", product_age: "7,5", problem: 'Said: "no\nlight"' }),
        row({ id: "good_1" }),
        row({ id: "good_2" }),
      ),
    );
    expect(said).toEqual([
      "line 2: event_date is no date like 2024-03-29, left out",
      "line 3: repair_status is none of Fixed, Repairable, End of life, Unknown, left out",
      "line 4: no centre in USA, left out",
      "line 5: event_date lies before 2000-01-01 or ahead, left out",
      "line 6: product_age is no number, left out",
      "line 7: problem is longer than 5000 characters, left out",
      "line 8: country is missing, left out",
      "line 9: id is empty, left out",
      "line 12: the id stands in an earlier row too, left out",
    ]);
    expect(figures.imported.fixed).toBe(2);
    expect((await found("light"))[0]?.description).toBe('Said: "no\nlight"');
  });

  test("from a country without a centre goes where the caller says", async () => {
    const { figures } = await run(csv(row({ id: "us_1", country: "USA" })), gent.id);
    expect(figures.imported.fixed).toBe(1);
    await expect(run(csv(row()), "nowhere")).rejects.toThrow("There is no service centre nowhere.");
  });
});

describe("a file", () => {
  test("with ten thousand bad rows is answered with twenty lines and a count", async () => {
    const lines = Array.from({ length: 10_000 }, (_, n) => row({ id: `many_${n}`, repair_status: "?" }));
    const { said, summary } = await run(csv(...lines));
    expect(said.filter((line) => line.startsWith("line "))).toHaveLength(20);
    expect(summary).toEqual([
      expect.stringMatching(/^0 of 10,000 rows imported/),
      "10,000 left out: repair_status is none of Fixed, Repairable, End of life, Unknown",
    ]);
  });

  test.each([
    ["nothing in it", Buffer.alloc(0), "The file is empty."],
    [
      "other columns",
      Buffer.from("id;brand\n1;HP"),
      /is no Open Repair CSV: id, data_provider, .* are missing.*id;brand/,
    ],
    [
      "another encoding",
      Buffer.concat([csv(row()), Buffer.from("\nM\xfcller", "latin1")]),
      /not in UTF-8 \(line 3\)/,
    ],
    ["a picture", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), /not in UTF-8 \(line 1\)/],
  ])("with %s is refused in words", async (_, file, words) => {
    await expect(run(file)).rejects.toThrow(words);
  });

  test("with a quotation mark that is never closed, or out of place, says where, and keeps the rest", async () => {
    const open = await run(csv(row({ id: "open_1" }), 'open_2,"never closed', "open_3,more"));
    expect(open.figures.imported.fixed).toBe(1);
    expect(open.said).toEqual([
      "line 3: a quotation mark is opened and never closed; nothing after it was read, left out",
    ]);
    const odd = await run(csv(row({ id: "odd_1" }), 'odd_2,"a"b', row({ id: "odd_3" })));
    expect(odd.figures.imported.fixed).toBe(2);
    expect(odd.said).toEqual(["line 3: country is missing, left out"]);
  });

  test("may begin with a byte-order mark and end its lines as Windows does", async () => {
    const file = Buffer.from(`\ufeff${header}\r\n${row({ id: "windows_1" })}\r\n`);
    expect((await run(file)).figures.imported.fixed).toBe(1);
  });
});
