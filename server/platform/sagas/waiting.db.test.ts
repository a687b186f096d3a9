import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { DomainError, type ErrorCode } from "@/server/kernel/errors";
import { callBy, insideVerb, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { resumeSagas, runSaga, type Saga, SagaWait, wakeSagas } from ".";

freshDatabases();

interface Parcel {
  id: string;
  address?: string;
}

let journal: string[] = [];
let arrived = false;
const refusals = new Map<string, ErrorCode>();
beforeEach(() => {
  journal = [];
  arrived = false;
  refusals.clear();
});

function act(name: string): void {
  journal.push(name);
  const code = refusals.get(name);
  if (code !== undefined) throw new DomainError(code);
}

const sendAParcel: Saga<Parcel> = {
  name: "send-a-parcel",
  context: "inventory",
  deadlineSeconds: 3600,
  steps: [
    {
      name: "send",
      run: async () => {
        act("send");
        return {};
      },
      compensate: async () => act("undo send"),
    },
    {
      name: "arrive",
      run: async ({ state }) => {
        act("arrive");
        return arrived ? {} : new SagaWait(`parcel-${state.id}`, 3600, { address: "on its way" });
      },
    },
    {
      name: "tell",
      retry: { attempts: 1, lastly: "wait", waitSeconds: 3600 },
      run: async () => {
        act("tell");
        return { address: "told" };
      },
    },
  ],
};

const call = (idempotencyKey?: string) =>
  insideVerb("inventory", "parcels.send", { idempotencyKey, clientKey: "client-1" });
const resume = () => resumeSagas("inventory", [sendAParcel], () => call());

async function wake(event: string): Promise<void> {
  const db = await database("inventory");
  await db.write((tx) => wakeSagas(tx, "inventory", event));
}

async function select<Row>(query: ReturnType<typeof sql>): Promise<Row[]> {
  const db = await database("inventory");
  return db.write((tx) => rows<Row>(tx, query));
}

const parcel = (id: string) =>
  select<{ status: string; stuck: boolean; due: boolean; id: string }>(
    sql`select id, status, stuck_at is not null as stuck, due_at is not null as due
        from inventory.sagas where state->>'id' = ${id}`,
  ).then(([row]) => row);

test("a saga that waits answers its caller, and goes on when the event comes", async () => {
  const first = await runSaga(call("parcel-key-1"), sendAParcel, () => ({ id: "one" }), {});
  expect(first).toEqual({ id: "one", address: "on its way" });
  expect(journal).toEqual(["send", "arrive", "arrive"]);
  expect(await resume()).toBe(0);
  arrived = true;
  await wake("parcel-one");
  expect(await resume()).toBe(1);
  expect(journal.slice(3)).toEqual(["arrive", "tell"]);
  expect(await parcel("one")).toMatchObject({ status: "done" });
  expect(await runSaga(call("parcel-key-1"), sendAParcel, () => ({ id: "one" }), {})).toEqual(first);
});

test("another's event wakes nobody", async () => {
  await runSaga(call(), sendAParcel, () => ({ id: "two" }), {});
  await wake("parcel-other");
  expect(await resume()).toBe(0);
});

test("an event that comes between the look and the wait is not missed", async () => {
  const racing: Saga<Parcel> = {
    ...sendAParcel,
    steps: sendAParcel.steps.map((step) =>
      step.name !== "arrive"
        ? step
        : {
            ...step,
            async run(of) {
              const outcome = await step.run(of);
              if (arrived) return outcome;
              // The look found nothing; the event comes before the wait is written down, and wakes nobody.
              arrived = true;
              await wake("parcel-three");
              return outcome;
            },
          },
    ),
  };
  await runSaga(call(), racing, () => ({ id: "three" }), {});
  expect(await parcel("three")).toMatchObject({ status: "done" });
});

test("a passing refusal is tried again before anything is taken back", async () => {
  let tries = 0;
  const shaky: Saga<Parcel> = {
    ...sendAParcel,
    steps: [
      {
        name: "send",
        retry: { firstMillis: 1, maxMillis: 2 },
        run: async () => {
          tries += 1;
          if (tries < 3) throw new DomainError("unavailable");
          return {};
        },
      },
    ],
  };
  await runSaga(call(), shaky, () => ({ id: "four" }), {});
  expect(tries).toBe(3);
});

test("a step that says so is tried later, the caller has its answer meanwhile", async () => {
  arrived = true;
  refusals.set("tell", "unavailable");
  expect(await runSaga(call("parcel-key-5"), sendAParcel, () => ({ id: "five" }), {})).toEqual({
    id: "five",
  });
  expect(await parcel("five")).toMatchObject({ status: "waiting", due: true });
  refusals.clear();
  await select(sql`update inventory.sagas set due_at = now() where state->>'id' = 'five'`);
  expect(await resume()).toBe(1);
  expect(await parcel("five")).toMatchObject({ status: "done" });
});

test("a step that takes too long counts as away", async () => {
  const slow: Saga<Parcel> = {
    ...sendAParcel,
    steps: [{ name: "send", timeoutMillis: 20, retry: { attempts: 1 }, run: () => new Promise(() => {}) }],
  };
  await expect(runSaga(call(), slow, () => ({ id: "six" }), {})).rejects.toThrow("unavailable");
  expect(await parcel("six")).toMatchObject({ status: "failed" });
});

test("past its deadline a waiting saga is taken back", async () => {
  await runSaga(call(), sendAParcel, () => ({ id: "seven" }), {});
  await select(
    sql`update inventory.sagas set due_at = now(), deadline_at = now() where state->>'id' = 'seven'`,
  );
  expect(await resume()).toBe(1);
  expect(journal.at(-1)).toBe("undo send");
  expect(await parcel("seven")).toMatchObject({ status: "failed" });
});

test("taking back that keeps failing is tried later, then stuck, and resumed by a person", async () => {
  refusals.set("arrive", "not_found").set("undo send", "internal");
  await expect(runSaga(call(), sendAParcel, () => ({ id: "eight" }), {})).rejects.toThrow("not_found");
  expect(await parcel("eight")).toMatchObject({ status: "compensating", stuck: false, due: true });
  await select(sql`update inventory.sagas set due_at = now(), attempt = 7 where state->>'id' = 'eight'`);
  await resume();
  const stuck = await parcel("eight");
  expect(stuck).toMatchObject({ status: "compensating", stuck: true, due: false });

  const admin = callBy(staff({ role: "admin", serviceCenterId: null })).contexts.inventory.sagas;
  const { sagas } = await admin.list.query();
  expect(sagas[0]).toMatchObject({ id: stuck?.id, stuck: true, name: "send-a-parcel", step: 0 });
  refusals.clear();
  await admin.resume.mutate({ id: stuck?.id ?? "" });
  expect(await resume()).toBe(1);
  expect(await parcel("eight")).toMatchObject({ status: "failed", stuck: false });
  await expect(admin.resume.mutate({ id: stuck?.id ?? "" })).rejects.toThrow("conflict");
});

test("only an admin sees sagas and jobs, or resumes one", async () => {
  const id = "0190a0b0-0000-7000-8000-00000000cccc";
  for (const actor of [undefined, staff({ role: "manager", serviceCenterId: null })]) {
    const { inventory } = callBy(actor).contexts;
    await expect(inventory.sagas.list.query()).rejects.toThrow(/not_signed_in|not_allowed/);
    await expect(inventory.sagas.resume.mutate({ id })).rejects.toThrow(/not_signed_in|not_allowed/);
    await expect(inventory.jobs.list.query()).rejects.toThrow(/not_signed_in|not_allowed/);
  }
  const admin = callBy(staff({ role: "admin", serviceCenterId: null })).contexts.inventory;
  await expect(admin.sagas.resume.mutate({ id })).rejects.toThrow("not_found");
  expect(await admin.jobs.list.query()).toEqual({ jobs: [] });
});

test("who was believed dead and comes back finds the saga moved, and stops", async () => {
  let letGo: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let first = true;
  const sleepy: Saga<Parcel> = {
    ...sendAParcel,
    name: "sleepy-parcel",
    steps: [
      {
        name: "send",
        run: async () => {
          if (first) {
            first = false;
            await gate;
          }
          act("send");
          return {};
        },
      },
    ],
  };
  const sleeper = runSaga(call(), sleepy, () => ({ id: "nine" }), {});
  await expect.poll(() => parcel("nine")).toBeDefined();
  await select(sql`update inventory.sagas set due_at = now() where state->>'id' = 'nine'`);
  expect(await resumeSagas("inventory", [sleepy], () => call())).toBe(1);
  letGo();
  await expect(sleeper).rejects.toThrow("command_in_progress");
  expect(await parcel("nine")).toMatchObject({ status: "done" });
});
