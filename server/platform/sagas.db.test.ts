import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { resumeSagas, runSaga, type Saga } from "./sagas";

freshDatabases();

interface Trip {
  name: string;
  seat?: string;
  room?: string;
}

let journal: string[] = [];
let refuseAt: string | undefined;
beforeEach(() => {
  journal = [];
  refuseAt = undefined;
});

/** A process that dies mid-step: nothing after it runs, not even the saga's own bookkeeping. */

function act(name: string): void {
  journal.push(name);
  if (refuseAt === name) throw new DomainError("slot_taken");
}

const bookATrip: Saga<Trip> = {
  name: "book-a-trip",
  context: "customer",
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
  const state = await runSaga(call(), bookATrip, { name: "Ana" }, {});
  expect(state).toMatchObject({ seat: "12A", room: "12A-room" });
  expect(journal).toEqual(["seat", "room", "confirm"]);
});

test("when a step refuses, it and the steps before it are taken back in reverse, and the refusal is told", async () => {
  refuseAt = "confirm";
  await expect(runSaga(call(), bookATrip, { name: "Ana" }, {})).rejects.toMatchObject({ code: "slot_taken" });
  expect(journal).toEqual(["seat", "room", "confirm", "undo room", "undo seat"]);
  expect((await statuses()).at(-1)).toBe("failed");
});

test("a repeated key runs the saga once, and repeats its refusal too", async () => {
  const first = await runSaga(call("trip-key-1"), bookATrip, { name: "Ana" }, { a: 1 });
  const second = await runSaga(call("trip-key-1"), bookATrip, { name: "Ana" }, { a: 1 });
  expect(second).toMatchObject({ seat: first.seat, room: first.room });
  expect(journal).toEqual(["seat", "room", "confirm"]);

  refuseAt = "room";
  await expect(runSaga(call("trip-key-2"), bookATrip, { name: "Ana" }, {})).rejects.toThrow("slot_taken");
  journal = [];
  await expect(runSaga(call("trip-key-2"), bookATrip, { name: "Ana" }, {})).rejects.toThrow("slot_taken");
  expect(journal).toEqual([]);
});

test("a saga left between two steps is taken on at the next start, and its caller's key then has the answer", async () => {
  await runSaga(call("trip-key-3"), bookATrip, { name: "Ana" }, {});
  // As a crash after the first step would have left it.
  const db = await database("customer");
  await db.write(async (tx) => {
    await tx.execute(sql`update customer.sagas set status = 'running', step = 1,
      state = state - 'room' where state->'answerTo'->>'key' = 'trip-key-3'`);
    await tx.execute(sql`update customer.idempotency_keys set answer = null where key = 'trip-key-3'`);
  });
  await expect(runSaga(call("trip-key-3"), bookATrip, { name: "Ana" }, {})).rejects.toThrow(
    "command_in_progress",
  );
  journal = [];
  const resumed = await resumeSagas([bookATrip as unknown as Saga<object>], () => call(), 0);
  expect(resumed).toBe(1);
  expect(journal).toEqual(["room", "confirm"]);
  expect(await runSaga(call("trip-key-3"), bookATrip, { name: "Ana" }, {})).toMatchObject({
    room: "12A-room",
  });
});
