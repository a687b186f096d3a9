import { and, eq, inArray, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import { type Actor, personBehind } from "@/server/kernel/actor";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError } from "@/server/kernel/errors";
import { uuidV7 } from "@/server/kernel/ids";
import type { VerbContext } from "./call";
import { type Answer, type CommandKey, claimKey, commandKey, replay, storeAnswer } from "./idempotency";
import { logger } from "./logger";
import { refusalOf } from "./trpc";
import { inTransaction } from "./verb";

/** A step and, beside it, what takes it back. Both may run again after a crash, so both must be repeatable. */
export interface SagaStep<State> {
  name: string;
  run: (call: SagaCall<State>) => Promise<Partial<State>>;
  compensate?: (call: SagaCall<State>) => Promise<void>;
}

export interface SagaCall<State> {
  /** Calls other contexts under a key of this saga and step, so that a repeated step has one effect. */
  ctx: VerbContext;
  state: Readonly<State>;
}

export interface Saga<State extends object> {
  name: string;
  context: ContextName;
  steps: readonly SagaStep<State>[];
}

interface SagaRow<State> {
  id: string;
  state: State & { answerTo?: StoredKey };
  step: number;
  status: "running" | "compensating" | "done" | "failed";
  failure: string | null;
}

type StoredKey = Omit<CommandKey, "requestHash"> & { requestHash: string };

/**
 * Starts a saga and runs its steps at once; answers with the last state. When a step refuses, the done ones are
 * compensated in reverse and the refusal is thrown. A repeated idempotency key gets the first run's answer.
 */
export async function runSaga<State extends object>(
  ctx: VerbContext,
  saga: Saga<State>,
  initial: State,
  request: unknown,
): Promise<State> {
  const key = commandKey(ctx, request);
  const row: SagaRow<State> = {
    id: uuidV7(ctx.now().getTime()),
    state: key === undefined ? initial : { ...initial, answerTo: stored(key) },
    step: 0,
    status: "running",
    failure: null,
  };
  const before = await inTransaction(ctx, async ({ tx }) => {
    const answered = key === undefined ? undefined : await claimKey(tx, key, ctx.now());
    if (answered === undefined) {
      const at = ctx.now();
      const { sagas } = logOf(saga.context);
      await tx.insert(sagas).values({
        ...row,
        name: saga.name,
        correlationId: ctx.correlationId,
        actor: ctx.actor,
        startedAt: at,
        updatedAt: at,
      });
    }
    return answered;
  });
  // What was stored under this saga's key is a state of this saga.
  if (before !== undefined) return replay(before) as State;
  return advance(ctx, saga, row);
}

/** Takes a saga from where its row says it is to its end. */
async function advance<State extends object>(
  ctx: VerbContext,
  saga: Saga<State>,
  row: SagaRow<State>,
): Promise<State> {
  let refusal: DomainError | undefined;
  while (row.status === "running" && row.step < saga.steps.length) {
    const step = saga.steps[row.step];
    if (step === undefined) break;
    try {
      const changes = await step.run({ ctx: forStep(ctx, row.id, step.name), state: row.state });
      const last = row.step + 1 === saga.steps.length;
      Object.assign(row, {
        state: { ...row.state, ...changes },
        step: row.step + 1,
        status: last ? "done" : "running",
      });
    } catch (error) {
      const { code, details } = refusalOf(error);
      if (code === "internal")
        logger.error({ saga: saga.name, sagaId: row.id, step: step.name, err: error }, "saga step failed");
      refusal = new DomainError(code, details, error);
      Object.assign(row, { status: "compensating", failure: code });
    }
    await save(ctx, saga, row, refusal);
  }
  while (row.status === "compensating") {
    const step = saga.steps[row.step];
    // The step that failed may have had its effect before the answer was lost, so it is taken back too.
    if (step?.compensate !== undefined) {
      await step.compensate({ ctx: forStep(ctx, row.id, `${step.name}:undo`), state: row.state });
    }
    Object.assign(row, row.step === 0 ? { status: "failed" } : { step: row.step - 1 });
    await save(ctx, saga, row, refusal);
  }
  if (row.status === "failed") throw refusal ?? new DomainError("unavailable");
  return row.state;
}

function forStep(ctx: VerbContext, sagaId: string, step: string): VerbContext {
  const actor: Actor = { kind: "service", context: ctx.context, onBehalfOf: personBehind(ctx.actor) };
  return { ...ctx, contexts: ctx.connect({ ...ctx, actor, idempotencyKey: `${sagaId}:${step}` }) };
}

async function save<State extends object>(
  ctx: VerbContext,
  saga: Saga<State>,
  row: SagaRow<State>,
  refusal: DomainError | undefined,
): Promise<void> {
  const { sagas } = logOf(saga.context);
  await inTransaction(ctx, async ({ tx }) => {
    await tx
      .update(sagas)
      .set({
        state: row.state,
        step: row.step,
        status: row.status,
        failure: row.failure,
        updatedAt: ctx.now(),
      })
      .where(eq(sagas.id, row.id));
    const key = row.state.answerTo;
    if (key === undefined || (row.status !== "done" && row.status !== "failed")) return;
    const answer: Answer =
      row.status === "done"
        ? { ok: true, value: row.state }
        : { ok: false, code: refusal?.code ?? "unavailable", details: refusal?.details ?? {} };
    await storeAnswer(tx, revived(key), answer);
  });
}

function stored(key: CommandKey): StoredKey {
  return { ...key, requestHash: Buffer.from(key.requestHash).toString("base64") };
}

function revived(key: StoredKey): CommandKey {
  return { ...key, requestHash: Buffer.from(key.requestHash, "base64") };
}

/**
 * Takes sagas that nobody has moved for `staleMillis` to their end, forward or back: their process died, or a
 * compensation failed. Each is claimed first, so that two processes never take on the same. Answers with how many.
 */
export async function resumeSagas(
  sagas: readonly Saga<object>[],
  contextOf: (saga: Saga<object>, actor: Actor, correlationId: string) => VerbContext,
  staleMillis: number,
): Promise<number> {
  let resumed = 0;
  for (const saga of sagas) {
    for (const found of await claimStale(saga, staleMillis)) {
      // Written by save() and runSaga() with exactly these shapes.
      const ctx = contextOf(saga, found.actor as Actor, found.correlationId);
      const row = { ...found, state: found.state as object };
      await advance(ctx, saga, row).catch((error: unknown) =>
        logger.warn({ saga: saga.name, sagaId: found.id, err: error }, "resumed saga was taken back"),
      );
      resumed += 1;
    }
  }
  return resumed;
}

/** Moving the row's time on is the claim: of two processes that try, the second finds it fresh. */
async function claimStale(saga: Saga<object>, staleMillis: number) {
  const { sagas: table } = logOf(saga.context);
  const db = await database(saga.context);
  return db.write((tx) =>
    tx
      .update(table)
      .set({ updatedAt: sql`clock_timestamp()` })
      .where(
        and(
          eq(table.name, saga.name),
          inArray(table.status, ["running", "compensating"]),
          sql`${table.updatedAt} <= clock_timestamp() - make_interval(secs => ${staleMillis / 1000})`,
        ),
      )
      .returning(),
  );
}
