import { setTimeout as pause } from "node:timers/promises";
import { database, sharedTransaction } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";
import type { VerbContext } from "../call";
import { type Answer, answerBefore, type CommandKey, keepRefusal } from "../idempotency";
import { claimDue, insertSaga, type SagaRow, saveSaga } from "./rows";
import type { Saga } from "./saga";

type Save = (saga: Saga<object>, row: SagaRow<object>, answerTo: CommandKey | undefined) => Promise<void>;

/** All that the runner touches outside itself: its table, the caller's key, time and chance. */
export interface SagaIo {
  /** Begins a saga and claims its caller's key; false when the key was used before. */
  begin(
    ctx: VerbContext,
    saga: Saga<object>,
    row: SagaRow<object>,
    key: CommandKey | undefined,
  ): Promise<boolean>;
  answerBefore(key: CommandKey): Promise<Answer | undefined>;
  /** Keeps the answer of a command whose saga was refused before it began; false when the key was used before. */
  keepRefusal(key: CommandKey, refusal: Answer, at: Date): Promise<boolean>;
  /** Writes where the saga stands; throws MovedByAnother when another has moved it. */
  save: Save;
  /** One transaction for what verbs of the context do inside `work` and for the saga's new place. */
  together<T>(context: ContextName, work: (save: Save) => Promise<T>): Promise<T>;
  claimDue(
    context: ContextName,
    names: readonly string[],
    which: { atOnce: boolean } | { id: string },
  ): ReturnType<typeof claimDue>;
  pause(millis: number): Promise<void>;
  /** In [0, 1): spreads pauses. */
  chance(): number;
}

const onDatabase: SagaIo = {
  async begin(ctx, saga, row, key) {
    const db = await database(saga.context);
    return db.statement((tx) => insertSaga(tx, ctx, saga, row, key));
  },
  async answerBefore(key) {
    const db = await database(key.context);
    return db.statement((tx) => answerBefore(tx, key));
  },
  async keepRefusal(key, refusal, at) {
    const db = await database(key.context);
    return db.statement((tx) => keepRefusal(tx, key, refusal, at));
  },
  async save(saga, row, answerTo) {
    const db = await database(saga.context);
    await db.statement((tx) => saveSaga(tx, saga, row, answerTo));
  },
  together: (context, work) =>
    sharedTransaction(context, (tx) => work((saga, row, answerTo) => saveSaga(tx, saga, row, answerTo))),
  async claimDue(context, names, which) {
    const db = await database(context);
    return db.write((tx) => claimDue(tx, context, names, which));
  },
  pause: (millis) => pause(millis),
  chance: () => Math.random(),
};

let io = onDatabase;

export function sagaIo(): SagaIo {
  return io;
}

/** Puts another world under the runner: for the simulation, whose clock, network and store are its own. */
export function replaceSagaIo(replacement: SagaIo | undefined): void {
  io = replacement ?? onDatabase;
}
