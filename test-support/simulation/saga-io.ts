import type { Actor } from "@/server/kernel/actor";
import { DomainError, type ErrorCode, isTransient } from "@/server/kernel/errors";
import type { Answer, CommandKey } from "@/server/platform/idempotency";
import type { SagaIo } from "@/server/platform/sagas/io";
import { defaultDeadlineSeconds } from "@/server/platform/sagas/plan";
import { answerOf, MovedByAnother, type SagaRow } from "@/server/platform/sagas/rows";
import type { Saga } from "@/server/platform/sagas/saga";
import { answerIn, type Shared, type StoredKey } from "./commands";
import type { Store, Transaction } from "./store";
import { inProcess, sleep, thisProcess, type World } from "./world";

/** A saga as it stands in the model's table: what the columns of the real one hold. */
export interface KeptSaga extends Omit<SagaRow<object>, "dueInMillis"> {
  name: string;
  actor: Actor;
  correlationId: string;
  traceParent: string | null;
  dueAt: number | null;
  startedAt: number;
  deadlineAt: number;
  endedAt: number | null;
}

const claimMillis = 10_000;
const claimedAtOnce = 20;

/** The runner's store, time and chance, over the world of whichever process runs it. */
export function modelledIo(storeOf: (world: World) => Store): SagaIo {
  const store = () => storeOf(thisProcess().world);
  return {
    async begin(ctx, saga, row, key) {
      return store().write(async (tx) => {
        if (key !== undefined && !(await tx.insert(keyRow(key), unanswered(key)))) return false;
        await tx.set(`sagas/${row.id}`, begun(tx.store.world, saga, row, ctx.actor, ctx.correlationId));
        tx.store.world.tell(() => `${saga.name} ${short(tx, row.id)} begins`);
        return true;
      });
    },
    async answerBefore(key) {
      await store().roundTrip();
      const row = store().rows.get(keyRow(key)) as StoredKey | undefined;
      return row && answerIn(row, requestOf(key));
    },
    keepRefusal: (key, answer) =>
      store().write((tx) =>
        tx.store.world.faults.has("refusal_before_not_kept")
          ? Promise.resolve(true)
          : tx.insert(keyRow(key), { ...unanswered(key), answer }),
      ),
    save: (saga, row, answerTo) => store().write((tx) => saveIn(tx, saga, row, answerTo)),
    together(_, work) {
      const process = thisProcess();
      if (process.world.faults.has("place_beside_the_effect")) {
        return work((saga, row, answerTo) => store().write((tx) => saveIn(tx, saga, row, answerTo)));
      }
      return store().write(async (tx) => {
        const shared: Shared = { tx };
        const result = await inProcess(
          process,
          () => work((saga, row, answerTo) => saveIn(tx, saga, row, answerTo)),
          shared,
        );
        if (shared.failure !== undefined) throw shared.failure.error;
        return result;
      });
    },
    claimDue: (_, names, which) => store().write((tx) => claimIn(tx, names, which)),
    pause: sleep,
    chance: () => thisProcess().world.chance.next(),
  };
}

const keyRow = (key: CommandKey) => `keys/${key.verb}/${key.actor}/${key.key}`;
const requestOf = (key: CommandKey) => Buffer.from(key.requestHash).toString("base64");
const unanswered = (key: CommandKey): StoredKey => ({ request: requestOf(key), answer: undefined });
const short = ({ store }: Transaction, id: string) => store.world.name("saga", id);
/** As it comes back from a column of JSON. */
const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function begun(
  world: World,
  saga: Saga<object>,
  { dueInMillis, ...row }: SagaRow<object>,
  actor: Actor,
  correlationId: string,
): KeptSaga {
  return {
    ...row,
    state: copied(row.state),
    name: saga.name,
    actor,
    correlationId,
    traceParent: null,
    dueAt: dueInMillis === null ? null : world.now + dueInMillis,
    startedAt: world.now,
    deadlineAt: world.now + (saga.deadlineSeconds ?? defaultDeadlineSeconds) * 1000,
    endedAt: null,
  };
}

/** As saveSaga(): by whoever holds the newest version, with the caller's answer. */
async function saveIn(
  tx: Transaction,
  saga: Saga<object>,
  row: SagaRow<object>,
  answerTo: CommandKey | undefined,
): Promise<void> {
  const { world } = tx.store;
  const before = await tx.lock<KeptSaga>(`sagas/${row.id}`);
  if (row.waitsFor !== null && !world.faults.has("waiting_beside_waking"))
    await tx.hold(`waits/${row.waitsFor}`);
  if (before === undefined) throw new Error(`there is no saga ${row.id}`);
  if (before.version !== row.version && !world.faults.has("move_without_version_guard")) {
    throw new MovedByAnother();
  }
  const { dueInMillis, ...columns } = row;
  const ended = row.status === "done" || row.status === "failed";
  tx.put(`sagas/${row.id}`, {
    ...before,
    ...columns,
    state: copied(row.state),
    version: before.version + 1,
    dueAt: dueInMillis === null ? null : world.now + dueInMillis,
    endedAt: ended ? world.now : null,
  } satisfies KeptSaga);
  const { status, step, failure, stuck } = row;
  world.tell(
    () => `${saga.name} ${short(tx, row.id)} → ${status} ${step} ${failure ?? ""}${stuck ? " STUCK" : ""}`,
  );
  if (answerTo === undefined || world.faults.has("answer_not_kept")) return;
  await keepAnswer(tx, answerTo, answerOf(row));
}

async function keepAnswer(tx: Transaction, key: CommandKey, answer: Answer | undefined): Promise<void> {
  const freed = answer?.ok === false && tx.store.world.faults.has("key_freed_after_a_final_refusal");
  const row = answer === undefined || freed ? undefined : { ...unanswered(key), answer: copied(answer) };
  await tx.set(keyRow(key), row);
}

/** As claimDue(): each by one process, for a while. */
async function claimIn(
  tx: Transaction,
  names: readonly string[],
  which: { atOnce: boolean } | { id: string },
) {
  const { store } = tx;
  const { world } = store;
  const due = ({ dueAt, name }: KeptSaga) => dueAt !== null && dueAt <= world.now && names.includes(name);
  const claimed = [];
  for (const [key, { id }] of [...store.rowsOf<KeptSaga>("sagas/")].filter(([, row]) => due(row))) {
    if (claimed.length === claimedAtOnce || ("id" in which && which.id !== id)) continue;
    if (store.locks.has(key)) continue;
    const row = await tx.lock<KeptSaga>(key);
    if (row === undefined || !due(row)) continue;
    const { dueAt: _, startedAt: __, endedAt: ___, deadlineAt, stuck: ____, ...columns } = row;
    const version = row.version + 1;
    tx.put(key, { ...row, version, dueAt: world.now + claimMillis });
    const overdue = deadlineAt < world.now && !world.faults.has("deadline_ignored");
    world.tell(() => `${row.name} ${short(tx, id)} is taken on${overdue ? ", overdue" : ""}`);
    claimed.push({ ...columns, state: copied(row.state), version, overdue });
  }
  return claimed;
}

/** As wakeSagas(): in the transaction of what they wait for. */
export async function wakeIn(tx: Transaction, event: string): Promise<void> {
  await tx.lock(`waits/${event}`);
  for (const [key, row] of tx.store.rowsOf<KeptSaga>("sagas/")) {
    if (row.waitsFor !== event || row.status !== "waiting") continue;
    const now = await tx.lock<KeptSaga>(key);
    if (now?.waitsFor !== event || now.status !== "waiting") continue;
    tx.put(key, { ...now, version: now.version + 1, dueAt: tx.store.world.now });
  }
}

/** As resumeSaga() in saga-verbs.ts: a person's word makes a stuck one due, with its tries and time counted anew. */
export async function resumeStuck(store: Store, id: string): Promise<void> {
  await store.write(async (tx) => {
    const row = await tx.lock<KeptSaga>(`sagas/${id}`);
    if (row === undefined) throw new DomainError("not_found");
    const { now } = store.world;
    const deadlineAt = Math.max(row.deadlineAt, now + row.deadlineAt - row.startedAt);
    const final = row.stuck && row.failure !== null && row.failure !== "deadline_passed";
    const anew =
      final && !isTransient(row.failure as ErrorCode) && !store.world.faults.has("resumed_under_its_key");
    const resumes = row.resumes + (anew ? 1 : 0);
    const version = row.version + 1;
    const again = { ...row, version, dueAt: now, stuck: false, attempt: 0, resumes, deadlineAt };
    tx.put(`sagas/${id}`, again);
  });
}
