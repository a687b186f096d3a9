import { DomainError } from "@/server/kernel/errors";
import { uuidV7 } from "@/server/kernel/ids";
import type { VerbContext } from "../call";
import { type CommandKey, commandKey, finalRefusal, replay } from "../idempotency";
import { advance, columnsOf } from "./advance";
import { sagaIo } from "./io";
import { forwardFrom } from "./next-move";
import { planOf } from "./plan";
import type { SagaRow } from "./rows";
import type { Saga } from "./saga";
import { stored } from "./stored-key";

/**
 * Starts a saga and runs its steps at once; answers with the last state, or with the state it waits in. When a step
 * refuses, the done ones are compensated in reverse and the refusal is thrown. A repeated idempotency key gets the
 * first run's answer: what `begin` found or refused is then of no account, so it must only read. What `begin` refuses
 * for good is the key's answer too.
 */
export async function runSaga<State extends object>(
  ctx: VerbContext,
  saga: Saga<State>,
  begin: () => State | Promise<State>,
  request: unknown,
): Promise<State> {
  const key = commandKey(ctx, request);
  const row = await beginOrReplay(ctx, saga, begin, key);
  if (!("id" in row)) return row.replayed;
  return advance(ctx, saga, row, false);
}

async function beginOrReplay<State extends object>(
  ctx: VerbContext,
  saga: Saga<State>,
  begin: () => State | Promise<State>,
  key: CommandKey | undefined,
): Promise<SagaRow<State> | { replayed: State }> {
  let initial: State;
  try {
    initial = await begin();
  } catch (error) {
    if (key === undefined) throw error;
    if (!(await isUsed(key)) && (await isToldFirst(ctx, key, error))) throw error;
    return { replayed: await firstAnswer<State>(key) };
  }
  const row: SagaRow<State> = {
    id: uuidV7(ctx.now().getTime()),
    state: key === undefined ? initial : { ...initial, answerTo: stored(key) },
    failure: null,
    version: 0,
    resumes: 0,
    ...columnsOf(forwardFrom(planOf(saga, initial), 0)),
  };
  if (await sagaIo().begin(ctx, saga, row, key)) return row;
  if (key === undefined) throw new Error("a saga without a key was not begun");
  return { replayed: await firstAnswer<State>(key) };
}

/** Whether the key was used for this very request; refuses when it was for another. */
async function isUsed(key: CommandKey): Promise<boolean> {
  try {
    return (await sagaIo().answerBefore(key)) !== undefined;
  } catch (error) {
    if (error instanceof DomainError && error.code === "command_in_progress") return true;
    throw error;
  }
}

/** Keeps a final refusal under the key; false when somebody else has used the key meanwhile. */
async function isToldFirst(ctx: VerbContext, key: CommandKey, error: unknown): Promise<boolean> {
  const refusal = finalRefusal(error);
  return refusal === undefined || sagaIo().keepRefusal(key, refusal, ctx.now());
}

const longestWaitMillis = 3_000;
const askAgainMillis = 50;

/** The answer of the same key's first run, waited for a little while it still runs. */
async function firstAnswer<State>(key: CommandKey): Promise<State> {
  for (let waited = 0; ; waited += askAgainMillis) {
    try {
      const before = await sagaIo().answerBefore(key);
      // It ended with a refusal that passes, and the key is free again: the caller may come back.
      if (before === undefined) throw new DomainError("unavailable");
      // What was stored under this saga's key is a state of this saga.
      return replay(before) as State;
    } catch (error) {
      const running = error instanceof DomainError && error.code === "command_in_progress";
      if (!running || waited >= longestWaitMillis) throw error;
      await sagaIo().pause(askAgainMillis);
    }
  }
}
