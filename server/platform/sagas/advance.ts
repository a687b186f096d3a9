import { type Actor, personBehind } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import type { VerbContext } from "../call";
import { signal } from "../feed-signal";
import { inTime } from "../in-time";
import { logger } from "../logger";
import { inSpan } from "../telemetry";
import { refusalOf } from "../trpc";
import { type SagaIo, sagaIo } from "./io";
import { type Move, nextMove, type Outcome } from "./next-move";
import { planOf } from "./plan";
import { MovedByAnother, type Refusal, refusalIn, type SagaRow } from "./rows";
import { type Saga, type SagaStep, SagaWait } from "./saga";
import { revived } from "./stored-key";
import { sagaWaits } from "./wake";

/** Takes a saga from where its row says it is to its end, or to where it waits. */
export async function advance<State extends object>(
  ctx: VerbContext,
  saga: Saga<State>,
  row: SagaRow<State>,
  overdue: boolean,
): Promise<State> {
  let move: Move | undefined;
  do {
    try {
      move = await takeStep(ctx, saga, row, overdue);
    } catch (error) {
      // Woken by the event while it was about to wait: whoever woke it takes it on, the caller has the state.
      if (error instanceof MovedByAnother && row.status === "waiting") return row.state;
      throw error;
    }
    if (typeof move.next === "object") await sagaIo().pause(move.next.pauseMillis);
  } while (move.next !== "leave");
  if (move.stuck) reportStuck(saga, row);
  else if (row.dueInMillis !== null) sagaWaits(saga.context, row.dueInMillis);
  if (row.status === "failed" || row.status === "compensating") {
    const { code, details } = refusalIn(row);
    throw new DomainError(code, details);
  }
  return row.state;
}

function reportStuck(saga: Saga<object>, { id, step, status, failure }: SagaRow<object>): void {
  const name = saga.steps[step]?.name;
  logger.error(
    { alarm: "saga_stuck", saga: saga.name, sagaId: id, step: name, status, failure },
    "a saga is stuck",
  );
}

type Taken = { outcome: Outcome; changes?: object; refusal?: Refusal };

/** Runs the step that the row stands at, forward or back, and moves the row on. */
async function takeStep<State extends object>(
  ctx: VerbContext,
  saga: Saga<State>,
  row: SagaRow<State>,
  overdue: boolean,
): Promise<Move> {
  const step = saga.steps[row.step];
  if (step === undefined) throw new Error(`${saga.name} has no step ${row.step}`);
  const timeout = planOf(saga, row.state).steps[row.step]?.timeoutMillis ?? 0;
  if (row.status === "compensating") {
    const back = () => asStep(saga, row, step, () => inTime(timeout, () => takeBack(ctx, row, step)));
    return settle(saga, row, overdue, await outcomeOf(saga, row, step, back));
  }
  const run = () =>
    asStep(saga, row, step, () =>
      inTime(timeout, () => step.run({ ctx: forStep(ctx, row, step), state: row.state })),
    );
  if (!step.own) return settle(saga, row, overdue, await outcomeOf(saga, row, step, run));
  try {
    return await sagaIo()
      .together(saga.context, async (save) => {
        const draft = { ...row };
        const move = moved(saga, draft, overdue, taken(await run()));
        await keep(save, saga, draft, move);
        return { move, draft };
      })
      .then(({ move, draft }) => {
        Object.assign(row, draft, { version: row.version + 1 });
        signal(`committed:${saga.context}`);
        return move;
      });
  } catch (error) {
    if (error instanceof MovedByAnother) throw error;
    return settle(saga, row, overdue, refused(saga, row, step, error));
  }
}

/** A step, forward or back, as a span of the saga's trace. */
function asStep<T>(
  saga: { name: string },
  { id, status }: SagaRow<object>,
  step: { name: string },
  work: () => Promise<T>,
): Promise<T> {
  const name = status === "compensating" ? `${step.name}:undo` : step.name;
  const attributes = { "mc.saga": saga.name, "mc.saga_id": id, "mc.saga_step": name };
  return inSpan(`${saga.name} ${name}`, attributes, work);
}

/** Moves the row on and keeps it, unless the next step will in the transaction of its own effect. */
async function settle<State extends object>(
  saga: Saga<State>,
  row: SagaRow<State>,
  overdue: boolean,
  taken: Taken,
): Promise<Move> {
  const draft = { ...row };
  const move = moved(saga, draft, overdue, taken);
  const keptByTheNext = move.status === "running" && move.next === "go_on" && saga.steps[move.step]?.own;
  if (!keptByTheNext) {
    await keep(sagaIo().save, saga, draft, move);
    draft.version += 1;
  }
  Object.assign(row, draft);
  return move;
}

/** The row after what was taken, by the decision alone. */
function moved<State extends object>(
  saga: Saga<State>,
  row: SagaRow<State>,
  overdue: boolean,
  { outcome, changes, refusal }: Taken,
): Move {
  row.state = { ...row.state, ...changes };
  const move = nextMove(planOf(saga, row.state), row, outcome, { chance: sagaIo().chance(), overdue });
  const { failure } = move;
  Object.assign(row, columnsOf(move), failure === undefined ? {} : { failure });
  if (failure !== undefined) row.state.refusal ??= refusal ?? { code: failure, details: {} };
  if (move.status === "done" || move.status === "failed") row.state = without(row.state, saga.forgets ?? []);
  return move;
}

/** The row's columns that a move decides. */
export function columnsOf({ status, step, attempt, dueInMillis, waitsFor, stuck }: Move) {
  return { status, step, attempt, dueInMillis, waitsFor, stuck };
}

/** Writes the row, and where it ends or first waits the caller's answer: they are answered once. */
async function keep(
  save: SagaIo["save"],
  saga: Saga<object>,
  row: SagaRow<object>,
  move: Move,
): Promise<void> {
  const { answerTo, ...state } = row.state;
  const ended = row.status === "done" || row.status === "failed";
  const waits = move.next === "leave" && (row.status === "waiting" || row.status === "running");
  if (waits) row.state = state;
  await save(saga, row, ended || waits ? answerTo && revived(answerTo) : undefined);
}

async function takeBack<State extends object>(
  ctx: VerbContext,
  row: SagaRow<State>,
  step: SagaStep<State>,
): Promise<object> {
  const undo = { ...step, name: `${step.name}:undo` };
  await step.compensate?.({ ctx: forStep(ctx, row, undo), state: row.state });
  return {};
}

async function outcomeOf<State extends object>(
  saga: Saga<State>,
  row: SagaRow<State>,
  step: SagaStep<State>,
  run: () => Promise<object>,
): Promise<Taken> {
  try {
    return taken(await run());
  } catch (error) {
    if (error instanceof MovedByAnother) throw error;
    return refused(saga, row, step, error);
  }
}

function taken(result: object): Taken {
  if (!(result instanceof SagaWait)) return { outcome: { kind: "done" }, changes: result };
  const { event, lookAgainSeconds, changes } = result;
  return { outcome: { kind: "waits", event, lookAgainMillis: lookAgainSeconds * 1000 }, changes };
}

function refused(saga: Saga<object>, row: SagaRow<object>, step: { name: string }, error: unknown): Taken {
  const { code, details } = refusalOf(error);
  if (code === "internal")
    logger.error({ saga: saga.name, sagaId: row.id, step: step.name, err: error }, "saga step failed");
  return { outcome: { kind: "refused", code }, refusal: { code, details } };
}

/**
 * A step's calls count for the saga, whoever runs it: the caller now, or a worker after a crash. Where a person resumes
 * it after a final refusal, of which nothing came, they are new calls: the old ones are refused for as long as their
 * keys are kept.
 */
function forStep(
  ctx: VerbContext,
  { id, resumes }: SagaRow<object>,
  step: { name: string; own?: true },
): VerbContext {
  const actor: Actor = { kind: "service", context: ctx.context, onBehalfOf: personBehind(ctx.actor) };
  const idempotencyKey = step.own ? undefined : `${id}:${step.name}${resumes === 0 ? "" : `:${resumes}`}`;
  const caller = { ...ctx, actor, clientKey: `saga:${id}`, idempotencyKey };
  return { ...ctx, contexts: ctx.connect(caller) };
}

function without<State extends object>(state: State, names: readonly string[]): State {
  // What a saga forgets is optional in its state, or read by its steps alone.
  return Object.fromEntries(Object.entries(state).filter(([name]) => !names.includes(name))) as State;
}
