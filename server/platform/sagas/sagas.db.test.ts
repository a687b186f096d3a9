import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { DomainError, type ErrorCode } from "@/server/kernel/errors";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { resumeSagas, runSaga, type Saga } from ".";

freshDatabases();

interface Trip {
  name: string;
  sealedNote?: string;
  seat?: string;
  room?: string;
}

let journal: string[] = [];
let refuseAt: string | undefined;
let refusal: ErrorCode = "slot_taken";
beforeEach(() => {
  journal = [];
  refuseAt = undefined;
  refusal = "slot_taken";
});

function act(name: string): void {
  journal.push(name);
  if (refuseAt === name) throw new DomainError(refusal, { step: name });
}

const bookATrip: Saga<Trip> = {
  name: "book-a-trip",
  context: "customer",
  forgets: ["sealedNote"],
  steps: [
    {
      name: "seat",
      run: async () => {
        act("seat");
        return { seat: "12A" };
      },
      compensate: async () => act("undo seat"),
    },
    {
      name: "room",
      run: async ({ state }) => {
        act("room");
        return { room: `${state.seat}-room` };
      },
      compensate: async () => act("undo room"),
    },
    {
      name: "confirm",
      run: async () => {
        act("confirm");
        return {};
      },
    },
  ],
};

const ana = () => ({ name: "Ana", sealedNote: "c2VhbGVk" });

const call = (idempotencyKey?: string) =>
  insideVerb("customer", "trips.book", { idempotencyKey, clientKey: "client-1" });

async function statuses(): Promise<string[]> {
  const db = await database("customer");
  const found = await db.read((tx) =>
    rows<{ status: string }>(tx, sql`select status from customer.sagas order by started_at, id`),
  );
  return found.map((row) => row.status);
}

test("steps run in order, each seeing what those before it found", async () => {
  const state = await runSaga(call(), bookATrip, ana, {});
  expect(state).toMatchObject({ seat: "12A", room: "12A-room" });
  expect(journal).toEqual(["seat", "room", "confirm"]);
});

test("when a step refuses, it and the steps before it are taken back in reverse, and the refusal is told", async () => {
  refuseAt = "confirm";
  await expect(runSaga(call(), bookATrip, ana, {})).rejects.toMatchObject({ code: "slot_taken" });
  expect(journal).toEqual(["seat", "room", "confirm", "undo room", "undo seat"]);
  expect((await statuses()).at(-1)).toBe("failed");
});

test("a repeated key runs the saga once, and repeats its refusal too", async () => {
  const first = await runSaga(call("trip-key-1"), bookATrip, ana, { a: 1 });
  const second = await runSaga(call("trip-key-1"), bookATrip, ana, { a: 1 });
  expect(second).toMatchObject({ seat: first.seat, room: first.room });
  expect(journal).toEqual(["seat", "room", "confirm"]);

  refuseAt = "room";
  await expect(runSaga(call("trip-key-2"), bookATrip, ana, {})).rejects.toThrow("slot_taken");
  journal = [];
  await expect(runSaga(call("trip-key-2"), bookATrip, ana, {})).rejects.toThrow("slot_taken");
  expect(journal).toEqual([]);
});

test("a saga left between two steps is taken on at the next start, and its caller's key then has the answer", async () => {
  await runSaga(call("trip-key-3"), bookATrip, ana, {});
  // As a crash after the first step would have left it.
  const db = await database("customer");
  await db.write(async (tx) => {
    await tx.execute(sql`update customer.sagas set status = 'running', step = 1,
      state = state - 'room' where state->'answerTo'->>'key' = 'trip-key-3'`);
    await tx.execute(sql`update customer.idempotency_keys set answer = null where key = 'trip-key-3'`);
  });
  await expect(runSaga(call("trip-key-3"), bookATrip, ana, {})).rejects.toThrow("command_in_progress");
  journal = [];
  const resumed = await resumeSagas("customer", [bookATrip], () => call(), { atOnce: true });
  expect(resumed).toBe(1);
  expect(journal).toEqual(["room", "confirm"]);
  expect(await runSaga(call("trip-key-3"), bookATrip, ana, {})).toMatchObject({
    room: "12A-room",
  });
});

test("a refusal that passes frees the key, so that the same request may try again", async () => {
  refuseAt = "confirm";
  refusal = "unavailable";
  await expect(runSaga(call("trip-key-4"), bookATrip, ana, {})).rejects.toThrow("unavailable");
  refuseAt = undefined;
  expect(await runSaga(call("trip-key-4"), bookATrip, ana, {})).toMatchObject({ seat: "12A" });
});

test("what is refused for good before a saga begins is the key's answer, also once it would not be refused", async () => {
  const refusing = () => Promise.reject(new DomainError("hold_expired", { holdId: "h" }));
  const first = runSaga(call("trip-key-7"), bookATrip, refusing, { a: 1 });
  await expect(first).rejects.toMatchObject({ code: "hold_expired", details: { holdId: "h" } });
  const again = runSaga(call("trip-key-7"), bookATrip, ana, { a: 1 });
  await expect(again).rejects.toMatchObject({ code: "hold_expired", details: { holdId: "h" } });
  const other = runSaga(call("trip-key-7"), bookATrip, refusing, { a: 2 });
  await expect(other).rejects.toThrow("idempotency_key_reused");
  expect(journal).toEqual([]);
});

test("a refusal before a saga begins that passes leaves the key free", async () => {
  const away = () => Promise.reject(new DomainError("unavailable"));
  await expect(runSaga(call("trip-key-8"), bookATrip, away, {})).rejects.toThrow("unavailable");
  expect(await runSaga(call("trip-key-8"), bookATrip, ana, {})).toMatchObject({ seat: "12A" });
});

test("whether refused before it began or begun, all calls with one key at once hear the same", async () => {
  for (let round = 0; round < 20; round++) {
    const begin = async () => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
      if (Math.random() < 0.5) throw new DomainError("hold_expired");
      return ana();
    };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        runSaga(call(`trip-key-9-${round}`), bookATrip, begin, {}).then(
          ({ seat }) => seat,
          (error: Error) => error.message,
        ),
      ),
    );
    expect(new Set(answers).size, answers.join()).toBe(1);
  }
});

test("taken back after a crash, the key answers with the refusal and its details", async () => {
  refuseAt = "room";
  await expect(runSaga(call("trip-key-5"), bookATrip, ana, {})).rejects.toThrow("slot_taken");
  const db = await database("customer");
  await db.write(async (tx) => {
    await tx.execute(sql`update customer.sagas set status = 'compensating', step = 1
      where state->'answerTo'->>'key' = 'trip-key-5'`);
    await tx.execute(sql`update customer.idempotency_keys set answer = null where key = 'trip-key-5'`);
  });
  await resumeSagas("customer", [bookATrip], () => call(), { atOnce: true });
  await expect(runSaga(call("trip-key-5"), bookATrip, ana, {})).rejects.toMatchObject({
    code: "slot_taken",
    details: { step: "room" },
  });
});

test("what a saga forgets is gone once it ends, well or badly", async () => {
  await runSaga(call(), bookATrip, ana, {});
  refuseAt = "confirm";
  await expect(runSaga(call(), bookATrip, ana, {})).rejects.toThrow("slot_taken");
  const db = await database("customer");
  const left = await db.read((tx) =>
    rows<{ id: string }>(tx, sql`select id from customer.sagas where state::text like '%sealedNote%'`),
  );
  expect(left).toEqual([]);
});

test("two processes that take on the same saga have one outcome", async () => {
  let letGo: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const slow: Saga<Trip> = {
    ...bookATrip,
    name: "slow-trip",
    steps: [{ name: "seat", run: () => gate.then(() => ({ seat: "12A" })) }],
  };
  const first = runSaga(call("trip-key-6"), slow, ana, {});
  await expect.poll(statuses).toContain("running");
  const second = resumeSagas("customer", [slow], () => call(), { atOnce: true });
  letGo();
  const outcomes = await Promise.allSettled([first, second]);
  expect((await statuses()).filter((status) => status === "running")).toEqual([]);
  expect(outcomes[1]).toMatchObject({ status: "fulfilled" });
  expect(await runSaga(call("trip-key-6"), slow, ana, {})).toMatchObject({ seat: "12A" });
});

test("the table names a person by id alone", async () => {
  const actor = {
    kind: "customer",
    identityId: "0190a0b0-0000-7000-8000-00000000bbbb",
    email: "ana@example.test",
  } as const;
  await runSaga({ ...call(), actor }, bookATrip, ana, {});
  const db = await database("customer");
  const named = await db.read((tx) =>
    rows<{ id: string }>(tx, sql`select id from customer.sagas where actor::text like '%example.test%'`),
  );
  expect(named).toEqual([]);
});
