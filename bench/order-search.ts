import { sql } from "drizzle-orm";
import postgres from "postgres";
import { database, rows } from "@/db/client";
import { createRandom, type Random } from "@/db/seed/random";
import { wordsOf } from "@/server/contexts/customer/domain/order-search";
import { callBy, staff } from "@/test-support/calls";
import { onPostgres } from "./on-postgres";
import { type BenchOrder, insertOrders } from "./order-rows";
import { percentile } from "./result";
import type { Bench } from "./run";

const orders = 100_000;
const questionsOfAKind = 60;
const scans = 24;

/** What somebody at a desk types to find an order; undefined where this order gives no such question. */
const kinds: Record<string, (order: BenchOrder, random: Random) => string | undefined> = {
  reference: ({ reference }) => reference.toLowerCase(),
  "damaged reference": ({ reference }, random) => misspelt(reference, random, 3),
  "part of a reference": ({ reference }) => reference.slice(3, 7),
  phone: ({ phone }) => phone?.replace(/^\+\d+ /, "0").replaceAll(" ", "/"),
  "part of a serial number": ({ serial }) => serial?.slice(3, 9).toLowerCase(),
  name: ({ name }) => name,
  "misspelt name": ({ name }, random) => misspelt(name, random, 1),
  "first letters": ({ name }) => name.slice(0, 3),
  "name and device": ({ name, device }) => `${name.split(" ").at(-1)} ${device.split(" ")[1]}`,
  device: ({ device }) => device,
  "what is wrong": ({ description }) => longestWords(description),
  "what is wrong, misspelt": ({ description }, random) => {
    const words = longestWords(description);
    return words && misspelt(words, random, 1);
  },
};
/** These can mean but one order. */
const certain = ["reference", "damaged reference", "phone", "part of a serial number"];

/** Searches through the desk's verb among 100,000 orders, beside a scan with ILIKE over the same rows. */
export const run: Bench = async (report, say) => {
  await onPostgres(async (ownerUrl) => {
    const started = performance.now();
    const all = await insertOrders(orders, say);
    await analyze(ownerUrl);
    say(`${all.length} orders in ${Math.round((performance.now() - started) / 1000)} s`);
    const random = createRandom("questions");
    const taken: number[] = [];
    let missed = 0;
    const questions = Object.entries(kinds).map(([kind, ask]) => ({
      kind,
      asked: askedOf(ask, all, random),
    }));
    for (const { kind, asked } of questions) {
      const ofKind: number[] = [];
      for (const [at, { q, order }] of asked.entries()) {
        const began = performance.now();
        const found = await search(q, at % 2 === 0 ? null : order.center);
        ofKind.push(performance.now() - began);
        if (certain.includes(kind) && !found.some(({ id }) => id === order.id)) missed += 1;
      }
      say(
        `${kind}: p50 ${percentile(ofKind, 0.5).toFixed(1)}, p95 ${percentile(ofKind, 0.95).toFixed(1)} ms`,
      );
      taken.push(...ofKind);
    }
    const scanned: number[] = [];
    for (const { asked } of questions) {
      for (const { q } of asked.slice(0, scans / questions.length)) scanned.push(await millisOfScan(q));
    }
    report("p95-milliseconds", percentile(taken, 0.95), percentile(scanned, 0.95));
    report("orders-not-found", missed);
  });
};

function askedOf(
  ask: (order: BenchOrder, random: Random) => string | undefined,
  all: BenchOrder[],
  random: Random,
) {
  const asked: { q: string; order: BenchOrder }[] = [];
  while (asked.length < questionsOfAKind) {
    const order = random.pick(all);
    const q = ask(order, random);
    if (q !== undefined) asked.push({ q, order });
  }
  return asked;
}

async function search(q: string, center: string | null) {
  const actor = staff({ role: "front_desk", serviceCenterId: center });
  return (await callBy(actor).contexts.customer.workOrders.search.query({ q })).orders;
}

/** Takes a letter out, or swaps two, behind the first few. */
function misspelt(text: string, random: Random, from: number): string {
  const at = random.int(from, text.length - 2);
  return random.chance(0.5)
    ? text.slice(0, at) + text.slice(at + 1)
    : text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
}

function longestWords(text: string): string | undefined {
  const words = wordsOf(text).filter((word) => word.length > 3 && !/\d/.test(word));
  return words.length < 2
    ? undefined
    : words
        .sort((a, b) => b.length - a.length)
        .slice(0, 2)
        .join(" ");
}

async function millisOfScan(q: string): Promise<number> {
  const db = await database("customer");
  const began = performance.now();
  const pattern = `%${q}%`;
  await db.read((tx) =>
    rows(
      tx,
      sql`select w.id from customer.work_orders w join customer.customers c on c.id = w.customer_id
            join customer.device_models d on d.id = w.device_model_id
           where concat_ws(' ', w.reference, c.name, c.email, c.phone, d.brand, d.model) ilike ${pattern}
           order by w.created_at desc limit 20`,
    ),
  );
  return performance.now() - began;
}

/** As autovacuum would, soon after so many rows. */
async function analyze(ownerUrl: string): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await owner`vacuum analyze customer.order_search, customer.search_words, customer.work_orders, customer.customers`;
  await owner.end();
}
