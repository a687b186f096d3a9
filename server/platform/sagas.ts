import { and, eq, inArray, sql } from "drizzle-orm";
import { database, type Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import { type Actor, type Person, personBehind } from "@/server/kernel/actor";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError, type ErrorCode, type ErrorDetails, isTransient } from "@/server/kernel/errors";
import { uuidV7 } from "@/server/kernel/ids";
import type { VerbContext } from "./call";
import {
  answerBefore,
  type CommandKey,
  claimKey,
  commandKey,
  forgetKey,
  replay,
  storeAnswer,
} from "./idempotency";
import { logger } from "./logger";
import { refusalOf } from "./trpc";
import { inTransaction } from "./verb";

/** A step and, beside it, what takes it back. Both may run again after a crash, so both must be repeatable. */
export interface SagaStep<State> {
  name: string;
  // Methods, not properties: a list of sagas with states of their own is then a list of Saga<object>.
  run(call: SagaCall<State>): Promise<Partial<State>>;
  compensate?(call: SagaCall<State>): Promise<void>;
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
  /** What the state keeps no longer than the saga runs, such as what a person typed (sealed until then). */
  forgets?: readonly string[];
}

interface Refusal {
  code: ErrorCode;
  details: ErrorDetails;
}

interface SagaRow<State> {
  id: string;
  state: State & { answerTo?: StoredKey; refusal?: Refusal };
  step: number;
  status: "running" | "compensating" | "done" | "failed";
  failure: string | null;
}

type StoredKey = Omit<CommandKey, "requestHash"> & { requestHash: string };

/**
 * Starts a saga and runs its steps at once; answers with the last state. When a step refuses, the done ones are
 * compensated in reverse and the refusal is thrown. A repeated idempotency key gets the first run's answer, and
 * `begin`, which may ask other contexts what the saga has to know, runs only when there is none.
 */
export async function runSaga<State extends object>(
  ctx: VerbContext,
  saga: Saga<State>,
  begin: () => State | Promise<State>,
  request: unknown,
): Promise<State> {
  const key = commandKey(ctx, request);
  const before = key && (await inTransaction(ctx, ({ tx }) => answerBefore(tx, key)));
  // What was stored under this saga's key is a state of this saga.
  if (before !== undefined) return replay(before) as State;
  const initial = await begin();
  const row: SagaRow<State> = {
    id: uuidV7(ctx.now().getTime()),
    state: key === undefined ? initial : { ...initial, answerTo: stored(key) },
    step: 0,
    status: "running",
    failure: null,
  };
  const meanwhile = await inTransaction(ctx, async ({ tx }) => {
    const answered = key === undefined ? undefined : await claimKey(tx, key, ctx.now());
    if (answered === undefined) {
      const at = ctx.now();
      await tx.insert(logOf(saga.context).sagas).values({
        ...row,
        name: saga.name,
        correlationId: ctx.correlationId,
        actor: withoutPersonalData(ctx.actor),
        startedAt: at,
        updatedAt: at,
      });
    }
    return answered;
  });
  if (meanwhile !== undefined) return replay(meanwhile) as State;
  return advance(ctx, saga, row);
}

/** Who a saga runs for, as it stands in the table: ids. */
function withoutPersonalData(actor: Actor): Actor {
  if (actor.kind === "customer") return { ...actor, email: "" };
  if (actor.kind === "staff") return { ...actor, name: "" };
  if (actor.kind !== "service" || actor.onBehalfOf.kind === "system") return actor;
  return { ...actor, onBehalfOf: withoutPersonalData(actor.onBehalfOf) as Person };
}

/** Takes a saga from where its row says it is to its end. */
async function advance<State extends object>(
  ctx: VerbContext,
  saga: Saga<State>,
  row: SagaRow<State>,
): Promise<State> {
  while (row.status === "running" && row.step < saga.steps.length) {
    const step = saga.steps[row.step];
    if (step === undefined) break;
    try {
      const changes = await step.run({ ctx: forStep(ctx, row.id, step.name), state: row.state });
      const last = row.step + 1 === saga.steps.length;
      const state = { ...row.state, ...changes };
      await move(ctx, saga, row, { state, step: row.step + 1, status: last ? "done" : "running" });
    } catch (error) {
      if (error instanceof MovedByAnother) throw error;
      const { code, details } = refusalOf(error);
      if (code === "internal")
        logger.error({ saga: saga.name, sagaId: row.id, step: step.name, err: error }, "saga step failed");
      const state = { ...row.state, refusal: { code, details } };
      await move(ctx, saga, row, { state, status: "compensating", failure: code });
    }
  }
  while (row.status === "compensating") {
    const step = saga.steps[row.step];
    // The step that failed may have had its effect before the answer was lost, so it is taken back too.
    if (step?.compensate !== undefined) {
      await step.compensate({ ctx: forStep(ctx, row.id, `${step.name}:undo`), state: row.state });
    }
    await move(ctx, saga, row, row.step === 0 ? { status: "failed" } : { step: row.step - 1 });
  }
  if (row.status === "failed") {
    const { code, details } = refusalIn(row);
    throw new DomainError(code, details);
  }
  return row.state;
}

function refusalIn(row: SagaRow<object>): Refusal {
  return row.state.refusal ?? { code: "unavailable", details: {} };
}

/** A step's calls count for the saga, whoever runs it: the caller now, or a worker after a crash. */
function forStep(ctx: VerbContext, sagaId: string, step: string): VerbContext {
  const actor: Actor = { kind: "service", context: ctx.context, onBehalfOf: personBehind(ctx.actor) };
  const caller = { ...ctx, actor, clientKey: `saga:${sagaId}`, idempotencyKey: `${sagaId}:${step}` };
  return { ...ctx, contexts: ctx.connect(caller) };
}

/** Another process took the saga on meanwhile: it answers, this one stops. */
class MovedByAnother extends DomainError {
  constructor() {
    super("command_in_progress");
  }
}

/** Writes the saga's next position, unless it is no longer where this process left it; at its end, the answer too. */
async function move<State extends object>(
  ctx: VerbContext,
  saga: Saga<State>,
  row: SagaRow<State>,
  changes: Partial<SagaRow<State>>,
): Promise<void> {
  const { sagas } = logOf(saga.context);
  const next = { ...row, ...changes };
  const ended = next.status === "done" || next.status === "failed";
  if (ended) next.state = without(next.state, saga.forgets ?? []);
  await inTransaction(ctx, async ({ tx }) => {
    const { state, step, status, failure } = next;
    const moved = await tx
      .update(sagas)
      .set({ state, step, status, failure, updatedAt: ctx.now() })
      .where(and(eq(sagas.id, row.id), eq(sagas.step, row.step), eq(sagas.status, row.status)))
      .returning({ id: sagas.id });
    if (moved.length === 0) throw new MovedByAnother();
    if (ended && state.answerTo !== undefined) await answer(tx, revived(state.answerTo), next);
  });
  Object.assign(row, next);
}

function without<State extends object>(state: State, names: readonly string[]): State {
  // What a saga forgets is optional in its state, or read by its steps alone.
  return Object.fromEntries(Object.entries(state).filter(([name]) => !names.includes(name))) as State;
}

/** Final answers are given again; after a passing refusal the same key may try anew. */
async function answer(tx: Tx, key: CommandKey, row: SagaRow<object>): Promise<void> {
  if (row.status === "done") return storeAnswer(tx, key, { ok: true, value: row.state });
  const { code, details } = refusalIn(row);
  if (isTransient(code)) return forgetKey(tx, key);
  return storeAnswer(tx, key, { ok: false, code, details });
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
