import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { uuidV7 } from "@/server/kernel/ids";
import { refusalOf } from "@/server/platform/trpc";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { gent, seedNetwork } from "@/test-support/network";
import { quietTime } from "@/test-support/quiet-day";

const rivals = 32;
/** Technicians that the network has in Gent. */
const capacity = 2;
const rounds = 200;

freshDatabases();
beforeAll(seedNetwork);
beforeEach(async () => void (await onSlots(sql`delete from location.slots returning 1`)));

async function onSlots<Row>(query: ReturnType<typeof sql>): Promise<Row[]> {
  const db = await database("location");
  return db.write((tx) => rows<Row>(tx, query));
}

const at = quietTime;

type Method = "drop_off" | "on_site" | "pickup" | "mail_in";
async function hold(start: string, method: Method = "drop_off", durationMinutes = 60, clientKey?: string) {
  const { location } = callBy(undefined, clientKey === undefined ? {} : { clientKey }).contexts;
  const wanted = { serviceCenterId: gent.id, method, start, durationMinutes };
  return location.slots.hold.mutate(wanted).then(
    ({ holdId }) => holdId,
    (error: unknown) => refusalOf(error).code,
  );
}

const isHold = (answer: string) => answer.includes("-");
const parallel = <T>(work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: rivals }, (_, index) => work(index)));

async function overlaps(): Promise<number> {
  const [row] = await onSlots<{ overlaps: number }>(sql`
    select count(*)::int as overlaps from location.slots a join location.slots b
    on a.lane_id = b.lane_id and a.id < b.id and a.during && b.during`);
  return row?.overlaps ?? -1;
}

describe("thirty-two people at once", () => {
  test("want one slot: as many get it as there are technicians, every time", {
    timeout: 300_000,
  }, async () => {
    for (let round = 0; round < rounds; round++) {
      const start = at(9 + (round % 8), 30 * (round % 2));
      const answers = await parallel(() => hold(start));
      expect(answers.filter(isHold)).toHaveLength(capacity);
      expect(new Set(answers.filter((answer) => !isHold(answer)))).toEqual(new Set(["slot_taken"]));
      expect(await overlaps()).toBe(0);
      const { location } = callBy().contexts;
      for (const id of answers.filter(isHold)) await location.slots.release.mutate({ id });
    }
  });

  test("want slots that overlap, of all lengths: no technician has two", { timeout: 300_000 }, async () => {
    for (let round = 0; round < rounds / 5; round++) {
      const answers = await parallel((index) =>
        hold(at(9 + ((index * 7 + round) % 8), 30 * (index % 2)), "drop_off", [30, 60, 90, 120][index % 4]),
      );
      expect(answers.filter(isHold).length).toBeGreaterThanOrEqual(capacity);
      expect(await overlaps()).toBe(0);
      await onSlots(sql`delete from location.slots returning 1`);
    }
  });

  test("want the one van: one gets it", async () => {
    const answers = await parallel(() => hold(at(9), "pickup"));
    expect(answers.filter(isHold)).toHaveLength(1);
  });

  test("want a slot whose holds have just expired: the dead ones give way", async () => {
    for (let round = 0; round < 20; round++) {
      await parallel(() => hold(at(10)));
      await onSlots(sql`update location.slots set expires_at = now() - interval '1 second' returning 1`);
      const answers = await parallel(() => hold(at(10)));
      expect(answers.filter(isHold)).toHaveLength(capacity);
      await onSlots(sql`delete from location.slots returning 1`);
    }
  });

  test("are one and the same client: three holds are open and no more", async () => {
    const answers = await parallel((index) => hold(at(9 + (index % 8)), "drop_off", 30, "one-and-the-same"));
    expect(answers.filter(isHold)).toHaveLength(3);
    expect(answers.filter((answer) => answer === "too_many_holds")).toHaveLength(rivals - 3);
  });

  test("confirm one hold for different orders: one order gets it", async () => {
    const holdId = await hold(at(11));
    const actor = { kind: "service", context: "customer", onBehalfOf: { kind: "guest" } } as const;
    const answers = await parallel(async () => {
      const { location } = callBy(actor).contexts;
      const orderId = uuidV7(Date.now());
      try {
        await location.slots.claim.mutate({ holdId, orderId });
        await location.slots.book.mutate({ orderId });
        return "booked";
      } catch (error) {
        return refusalOf(error).code;
      }
    });
    expect(answers.filter((answer) => answer === "booked")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "hold_expired")).toHaveLength(rivals - 1);
  });
});
