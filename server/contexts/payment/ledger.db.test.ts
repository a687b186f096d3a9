import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { callBy, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { gent } from "@/test-support/network";
import { balanceOf, post, takeSnapshots } from "./adapters/ledger";
import { allocation, capture, charge } from "./domain/ledger";

freshDatabases();

const till = { kind: "till", owner: gent.id } as const;
const now = () => new Date();
const eur = (amountMinor: number) => ({ amountMinor, currency: "EUR" });
const held = (owner: string) => ({ kind: "held", owner }) as const;
const due = (owner: string) => ({ kind: "due", owner }) as const;

beforeAll(async () => {
  expect(await sumsThatAreNotZero()).toEqual([]);
});

async function sumsThatAreNotZero() {
  const db = await database("payment");
  return db.read((tx) =>
    rows(
      tx,
      sql`select posting_id, currency, sum(amount_minor) from payment.ledger_lines
           group by posting_id, currency having sum(amount_minor) <> 0`,
    ),
  );
}

async function ledger<T>(work: Parameters<Awaited<ReturnType<typeof database>>["write"]>[0]): Promise<T> {
  const db = await database("payment");
  return (await db.write(work)) as T;
}

test("a posting that is not zero in sum is refused at commit, and nothing of it stays", async () => {
  const orderId = randomUUID();
  const good = charge(orderId, gent.id, eur(1000));
  const crooked = {
    ...good,
    lines: good.lines.map((line, i) => (i === 0 ? { ...line, amountMinor: 999n } : line)),
  };
  await expect(ledger((tx) => post({ tx, now }, [good, crooked]))).rejects.toThrow();
  const oneSided = { ...good, lines: good.lines.slice(0, 1) };
  await expect(ledger((tx) => post({ tx, now }, [oneSided]))).rejects.toThrow();
  const mixed = {
    ...good,
    lines: good.lines.map((line, i) => (i === 0 ? { ...line, currency: "PLN" } : line)),
  };
  await expect(ledger((tx) => post({ tx, now }, [mixed]))).rejects.toThrow();
  await expect(ledger((tx) => post({ tx, now }, [{ ...good, lines: [] }]))).rejects.toThrow();
  expect(await ledger<number>((tx) => balanceOf(tx, due(orderId), "EUR"))).toBe(0);
});

test("no line is changed, taken away or added later", async () => {
  const orderId = randomUUID();
  await ledger((tx) => post({ tx, now }, [charge(orderId, gent.id, eur(1000))]));
  const one = sql`(select posting_id from payment.ledger_lines where account_owner = ${orderId})`;
  for (const change of [
    sql`update payment.ledger_lines set amount_minor = 1 where posting_id = ${one}`,
    sql`delete from payment.ledger_lines where posting_id = ${one}`,
    sql`delete from payment.postings where id = ${one}`,
    sql`insert into payment.ledger_lines (posting_id, line, account_kind, account_owner, currency, amount_minor)
        select id, line, 'till', 'x', 'EUR', case line when 8 then 5 else -5 end
          from ${one} as p (id), generate_series(8, 9) as line`,
  ]) {
    await expect(ledger((tx) => tx.execute(change))).rejects.toThrow();
  }
  expect(await ledger<number>((tx) => balanceOf(tx, due(orderId), "EUR"))).toBe(1000);
});

test("the ledger is zero in sum after any mixture of payments, charges and allocations at once", async () => {
  const step = fc.record({
    order: fc.integer({ min: 0, max: 3 }),
    kind: fc.constantFrom("capture", "charge", "allocation", "torn"),
    amountMinor: fc.integer({ min: 1, max: 100_000 }),
    currency: fc.constantFrom("EUR", "PLN"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const orders = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
      await Promise.allSettled(
        steps.map(({ order, kind, ...amount }) =>
          ledger(async (tx) => {
            const orderId = orders[order] ?? "";
            if (kind === "capture") await post({ tx, now }, [capture(randomUUID(), orderId, till, amount)]);
            await post({ tx, now }, [
              kind === "allocation" ? allocation(orderId, amount) : charge(orderId, gent.id, amount),
            ]);
            if (kind === "torn") throw new Error("torn in the middle");
          }),
        ),
      );
      expect(await sumsThatAreNotZero()).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test("a balance is the same with and without snapshots, however many there are", async () => {
  const owner = `centre-${randomUUID()}`;
  const account = { kind: "sales", owner } as const;
  let expected = 0;
  for (let i = 1; i <= 12; i++) {
    await ledger((tx) => post({ tx, now }, [charge(randomUUID(), owner, eur(i * 100))]));
    expected -= i * 100;
    if (i % 4 === 0) await ledger((tx) => takeSnapshots(tx, now(), 1));
    expect(await ledger<number>((tx) => balanceOf(tx, account, "EUR"))).toBe(expected);
  }
});

test("cash taken at the desk lies in the till once, however often it is written down", async () => {
  const payments = callBy(staff({ role: "front_desk", serviceCenterId: gent.id })).contexts.payment.payments;
  const orderId = randomUUID();
  const payment = {
    paymentId: randomUUID(),
    orderId,
    serviceCenterId: gent.id,
    method: "cash",
    amountMinor: 12_100,
    currency: "EUR",
  } as const;
  await payments.record.mutate(payment);
  await payments.record.mutate(payment);
  expect(await ledger<number>((tx) => balanceOf(tx, held(orderId), "EUR"))).toBe(-12_100);
  await expect(payments.record.mutate({ ...payment, amountMinor: 1 })).rejects.toThrow("conflict");
  await expect(
    payments.record.mutate({ ...payment, paymentId: randomUUID(), serviceCenterId: "pl-krakow-rynek" }),
  ).rejects.toThrow("not_allowed");
});
