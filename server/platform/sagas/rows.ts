import { and, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import type { Actor, Person } from "@/server/kernel/actor";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError, type ErrorCode, type ErrorDetails, isTransient } from "@/server/kernel/errors";
import type { VerbContext } from "../call";
import { type CommandKey, forgetKey, storeAnswer } from "../idempotency";
import type { SagaStatus } from "./next-move";
import type { Saga } from "./saga";

export interface Refusal {
  code: ErrorCode;
  details: ErrorDetails;
}

/** A saga as it stands in its table. The state also carries whom to answer and why it is taken back. */
export interface SagaRow<State> {
  id: string;
  state: State & { answerTo?: StoredKey; refusal?: Refusal };
  step: number;
  status: SagaStatus;
  failure: string | null;
  attempt: number;
  /** Counts the moves and claims: who holds an older one has lost the saga to another. */
  version: number;
  waitsFor: string | null;
  /** From now; null: nobody looks at it by itself. */
  dueInMillis: number | null;
  stuck: boolean;
}

export type StoredKey = Omit<CommandKey, "requestHash"> & { requestHash: string };

/** Another process took the saga on meanwhile: it answers, this one stops. */
export class MovedByAnother extends DomainError {
  constructor() {
    super("command_in_progress");
  }
}

export function refusalIn(row: SagaRow<object>): Refusal {
  return row.state.refusal ?? { code: "unavailable", details: {} };
}

const inMillis = (millis: number) => sql`clock_timestamp() + make_interval(secs => ${millis / 1000})`;

export async function insertSaga(
  tx: Tx,
  ctx: VerbContext,
  saga: Saga<object>,
  row: SagaRow<object>,
  deadlineSeconds: number,
): Promise<void> {
  const { stuck: _, dueInMillis, ...columns } = row;
  await tx.insert(logOf(saga.context).sagas).values({
    ...columns,
    dueAt: dueInMillis === null ? null : inMillis(dueInMillis),
    deadlineAt: inMillis(deadlineSeconds * 1000),
    name: saga.name,
    correlationId: ctx.correlationId,
    actor: withoutPersonalData(ctx.actor),
    startedAt: ctx.now(),
    updatedAt: ctx.now(),
  });
}

/** Who a saga runs for, as it stands in the table: ids. */
function withoutPersonalData(actor: Actor): Actor {
  if (actor.kind === "customer") return { ...actor, email: "" };
  if (actor.kind === "staff") return { ...actor, name: "" };
  if (actor.kind !== "service" || actor.onBehalfOf.kind === "system") return actor;
  return { ...actor, onBehalfOf: withoutPersonalData(actor.onBehalfOf) as Person };
}

/** Writes where the saga stands now, unless another has moved or claimed it; where it ends, the answer too. */
export async function saveSaga(tx: Tx, saga: Saga<object>, row: SagaRow<object>): Promise<void> {
  const { sagas } = logOf(saga.context);
  const { id, version, stuck, dueInMillis, ...columns } = row;
  const moved = await tx
    .update(sagas)
    .set({
      ...columns,
      version: version + 1,
      dueAt: dueInMillis === null ? null : inMillis(dueInMillis),
      stuckAt: stuck ? sql`clock_timestamp()` : null,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(and(eq(sagas.id, id), eq(sagas.version, version)))
    .returning({ id: sagas.id });
  if (moved.length === 0) throw new MovedByAnother();
}

/** What the caller's key stands for from now on. Final answers are given again; a passing refusal frees the key. */
export async function answer(tx: Tx, key: CommandKey, row: SagaRow<object>): Promise<void> {
  if (row.status !== "failed" && row.status !== "compensating") {
    const { answerTo: _, ...value } = row.state;
    return storeAnswer(tx, key, { ok: true, value });
  }
  const { code, details } = refusalIn(row);
  if (isTransient(code)) return forgetKey(tx, key);
  return storeAnswer(tx, key, { ok: false, code, details });
}

const claimMillis = 10_000;
const claimedAtOnce = 20;

/**
 * Takes sagas that are due, for this process alone. `atOnce` takes those in the middle of a step too: when no other
 * process can be at them.
 */
export async function claimDue(
  tx: Tx,
  context: ContextName,
  names: readonly string[],
  which: { atOnce: boolean } | { id: string },
) {
  const { sagas } = logOf(context);
  const due = lte(sagas.dueAt, sql`clock_timestamp()`);
  const unfinished = and(inArray(sagas.status, ["running", "compensating"]), isNull(sagas.stuckAt));
  const wanted = "id" in which ? and(eq(sagas.id, which.id), due) : which.atOnce ? or(due, unfinished) : due;
  const found = tx
    .select({ id: sagas.id })
    .from(sagas)
    .where(and(wanted, inArray(sagas.name, [...names])))
    .orderBy(sagas.dueAt)
    .limit(claimedAtOnce)
    .for("update", { skipLocked: true });
  return tx
    .update(sagas)
    .set({ version: sql`${sagas.version} + 1`, dueAt: inMillis(claimMillis) })
    .where(inArray(sagas.id, found))
    .returning({
      id: sagas.id,
      name: sagas.name,
      state: sagas.state,
      step: sagas.step,
      status: sagas.status,
      failure: sagas.failure,
      attempt: sagas.attempt,
      version: sagas.version,
      waitsFor: sagas.waitsFor,
      actor: sagas.actor,
      correlationId: sagas.correlationId,
      overdue: sql<boolean>`coalesce(${sagas.deadlineAt} < clock_timestamp(), false)`,
    });
}
