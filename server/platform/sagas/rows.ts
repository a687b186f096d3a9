import { and, eq, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import type { Actor, Person } from "@/server/kernel/actor";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError, type ErrorCode, type ErrorDetails, isTransient } from "@/server/kernel/errors";
import type { VerbContext } from "../call";
import { type Answer, answerClause, type CommandKey, claimClause } from "../idempotency";
import { currentTraceParent } from "../telemetry";
import type { SagaStatus } from "./next-move";
import { defaultDeadlineSeconds } from "./plan";
import type { Saga } from "./saga";
import type { StoredKey } from "./stored-key";

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
  /** How often a person resumed it after a final refusal. */
  resumes: number;
  waitsFor: string | null;
  /** From now; null: nobody looks at it by itself. */
  dueInMillis: number | null;
  stuck: boolean;
}

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

/**
 * Begins a saga and claims its caller's key, in one statement. False: the key was used before, and nothing begins.
 */
export async function insertSaga(
  tx: Tx,
  ctx: VerbContext,
  saga: Saga<object>,
  row: SagaRow<object>,
  key: CommandKey | undefined,
): Promise<boolean> {
  const table = logOf(saga.context).sagas;
  const deadlineMillis = (saga.deadlineSeconds ?? defaultDeadlineSeconds) * 1000;
  const claimed = key === undefined ? sql`select 1` : claimClause(key, ctx.now());
  const begun = await rows(
    tx,
    sql`with claimed as (${claimed})
        insert into ${table} (id, name, state, step, status, correlation_id, actor, started_at, updated_at, due_at,
          deadline_at, trace_parent)
        select ${row.id}::uuid, ${saga.name}, ${json(row.state)}, ${row.step}::int, ${row.status},
          ${ctx.correlationId}, ${json(withoutPersonalData(ctx.actor))}, clock_timestamp(), clock_timestamp(),
          ${dueAt(row)}, ${inMillis(deadlineMillis)}, ${currentTraceParent() ?? null}
        from claimed returning id`,
  );
  return begun.length > 0;
}

const json = (value: object) => sql`${JSON.stringify(value)}::text::jsonb`;

function dueAt({ dueInMillis }: SagaRow<object>) {
  return dueInMillis === null ? sql`null::timestamptz` : inMillis(dueInMillis);
}

/** Who a saga runs for, as it stands in the table: ids. */
function withoutPersonalData(actor: Actor): Actor {
  if (actor.kind === "customer") return { ...actor, email: "" };
  if (actor.kind === "staff") return { ...actor, name: "" };
  if (actor.kind !== "service" || actor.onBehalfOf.kind === "system") return actor;
  return { ...actor, onBehalfOf: withoutPersonalData(actor.onBehalfOf) as Person };
}

/**
 * Writes where the saga stands now, and what the caller's key stands for from now on, in one statement; unless
 * another has moved or claimed the saga.
 */
export async function saveSaga(
  tx: Tx,
  saga: Saga<object>,
  row: SagaRow<object>,
  answerTo: CommandKey | undefined,
): Promise<void> {
  const table = logOf(saga.context).sagas;
  const alone =
    row.waitsFor === null ? sql`true` : sql`exists (${whileNobodyWakes(saga.context, row.waitsFor)})`;
  const moved = sql`
    update ${table} set state = ${json(row.state)}, step = ${row.step}::int, status = ${row.status},
      attempt = ${row.attempt}::int, failure = ${row.failure}, waits_for = ${row.waitsFor}, version = version + 1,
      due_at = ${dueAt(row)}, updated_at = clock_timestamp(),
      stuck_at = ${row.stuck ? sql`clock_timestamp()` : sql`null::timestamptz`}
    where id = ${row.id}::uuid and version = ${row.version}::int and ${alone} returning id`;
  const answered = answerTo && answerClause(answerTo, answerOf(row), sql`exists (select from moved)`);
  const done = await rows(
    tx,
    answered === undefined
      ? moved
      : sql`with moved as (${moved}), answered as (${answered}) select id from moved`,
  );
  if (done.length === 0) throw new MovedByAnother();
}

/**
 * Who begins to wait for an event and who brings it take turns, from here to their commits: else the one would look
 * just before the event shows, and the other would wake just before somebody waits.
 */
export function whileNobodyWakes(context: ContextName, event: string): SQL {
  return sql`select pg_advisory_xact_lock(hashtextextended(${`saga-wait:${context}:${event}`}, 0))`;
}

/** Final answers are given again; undefined: a passing refusal, the same key may try anew. */
export function answerOf(row: SagaRow<object>): Answer | undefined {
  if (row.status !== "failed" && row.status !== "compensating") {
    const { answerTo: _, ...value } = row.state;
    return { ok: true, value };
  }
  const { code, details } = refusalIn(row);
  return isTransient(code) ? undefined : { ok: false, code, details };
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
      resumes: sagas.resumes,
      waitsFor: sagas.waitsFor,
      actor: sagas.actor,
      correlationId: sagas.correlationId,
      traceParent: sagas.traceParent,
      overdue: sql<boolean>`coalesce(${sagas.deadlineAt} < clock_timestamp(), false)`,
    });
}
