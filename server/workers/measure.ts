import { setTimeout as wait } from "node:timers/promises";
import type { ContextName } from "@/server/kernel/context-name";
import { cacheCounts } from "@/server/platform/cache";
import { contextsHere } from "@/server/platform/here";
import { logger } from "@/server/platform/logger";
import type { OperationsState } from "@/server/platform/operations/operations-verbs";
import { type DependencyState, dependencyStates } from "@/server/platform/resilience";
import { gauge } from "@/server/platform/telemetry";
import { callContext } from "@/server/routers/contexts";
import { measureStock } from "./stock";

/** One look at the database serves all gauges of a scrape. */
const freshMillis = 2_000;

type Look = (state: OperationsState) => { value: number; labels?: Record<string, string> }[];
type Log = NonNullable<OperationsState["log"]>;

/** Gauges of this process and of the contexts that run in it, each asked as the operations page asks it. */
export function measure(): void {
  measureDependencies();
  measureCaches();
  measureContexts(contextsHere());
  if (contextsHere().includes("inventory")) measureStock();
}

function measureDependencies(): void {
  const each = (name: string, help: string, value: (state: DependencyState) => number): void =>
    gauge(name, help, () =>
      dependencyStates().map((state) => ({ value: value(state), labels: { dependency: state.name } })),
    );
  gauge("mycomputer_breaker", "The state that a dependency's breaker is in is 1", () =>
    dependencyStates().flatMap(({ name, breaker }) =>
      (["closed", "half_open", "open"] as const).map((state) => ({
        value: state === breaker ? 1 : 0,
        labels: { dependency: name, state },
      })),
    ),
  );
  each("mycomputer_dependency_in_flight", "Calls under way", ({ inFlight }) => inFlight);
  each("mycomputer_dependency_queued", "Calls that wait for a place", ({ queued }) => queued);
  each("mycomputer_dependency_calls", "Calls since the start", ({ calls }) => calls);
  each("mycomputer_dependency_failures", "Failures since the start", ({ failures }) => failures);
  each("mycomputer_dependency_retries", "Retries since the start", ({ retries }) => retries);
  each("mycomputer_dependency_rejected", "Calls turned away since the start", ({ rejected }) => rejected);
}

function measureCaches(): void {
  gauge("mycomputer_cache_answers", "How askers of a cache were served since the start", () =>
    cacheCounts().flatMap(({ name, hitRatio: _, ...outcomes }) =>
      Object.entries(outcomes).map(([outcome, value]) => ({ value, labels: { cache: name, outcome } })),
    ),
  );
}

function measureContexts(contexts: readonly ContextName[]): void {
  let last: { at: number; states: Promise<OperationsState[]> } | undefined;
  const states = (): Promise<OperationsState[]> => {
    if (last === undefined || Date.now() - last.at > freshMillis) {
      last = { at: Date.now(), states: askAll(contexts) };
    }
    return last.states;
  };
  const each = (name: string, help: string, look: Look): void =>
    gauge(name, help, async () =>
      (await states()).flatMap((state) =>
        look(state).map(({ value, labels }) => ({ value, labels: { context: state.context, ...labels } })),
      ),
    );
  const ofLog = (look: (log: Log) => number): Look => {
    return ({ log }) => (log === null ? [] : [{ value: look(log) }]);
  };

  each("mycomputer_database_up", "Whether the context's database answers", ({ database }) => [
    { value: database.reachable ? 1 : 0 },
  ]);
  each("mycomputer_database_latency_seconds", "One round trip to the database", ({ database }) =>
    database.latencyMillis === null ? [] : [{ value: database.latencyMillis / 1000 }],
  );
  each("mycomputer_replica_lag_seconds", "How far the replica is behind", ({ database }) =>
    database.replica?.lagMillis == null ? [] : [{ value: database.replica.lagMillis / 1000 }],
  );
  each("mycomputer_replica_fallbacks", "Queries the primary took over from the replica", ({ database }) =>
    database.replica === undefined ? [] : [{ value: database.replica.fallbacks }],
  );
  each(
    "mycomputer_feed_end",
    "Events in the feed",
    ofLog((log) => log.feedEnd),
  );
  each(
    "mycomputer_feed_unnumbered",
    "Committed events not in the feed yet",
    ofLog((log) => log.unnumbered),
  );
  each(
    "mycomputer_feed_unnumbered_age_seconds",
    "Age of the oldest committed event not in the feed yet",
    ofLog((log) => log.unnumberedSeconds),
  );
  each(
    "mycomputer_dead_letters",
    "Events set aside after failing",
    ofLog((log) => log.deadLetters),
  );
  each(
    "mycomputer_event_partitions_ahead",
    "Months made ahead",
    ofLog((log) => log.partitionsAhead),
  );
  each(
    "mycomputer_event_default_partition_rows",
    "Events that fell beside the months",
    ofLog((log) => log.defaultPartitionRows),
  );
  each(
    "mycomputer_idempotency_keys",
    "Keys kept",
    ofLog((log) => log.idempotencyKeys),
  );
  each(
    "mycomputer_prepared_transactions",
    "Prepared transactions",
    ofLog((log) => log.prepared.length),
  );
  each(
    "mycomputer_prepared_transaction_age_seconds",
    "Age of the oldest prepared transaction",
    ofLog((log) => log.prepared[0]?.ageSeconds ?? 0),
  );
  each("mycomputer_sagas", "Sagas by status; ended ones of the last day", ({ log }) =>
    Object.entries(log?.sagas ?? {}).map(([status, value]) => ({ value, labels: { status } })),
  );
  each("mycomputer_consumer_lag_events", "Events a consumer has not seen", ({ consumers }) =>
    consumers.flatMap(({ name, lagEvents }) =>
      lagEvents === null ? [] : [{ value: lagEvents, labels: { consumer: name } }],
    ),
  );
  each("mycomputer_consumer_lag_seconds", "Age of the oldest event not seen", ({ consumers }) =>
    consumers.flatMap(({ name, lagSeconds }) =>
      lagSeconds === null ? [] : [{ value: lagSeconds, labels: { consumer: name } }],
    ),
  );
}

/** What a consumer may be behind before somebody has to look: docs/runbooks/consumer_behind.md. */
const behindSeconds = 60;
const watchMillis = 30_000;

/** Raises an alarm for every consumer of this process's contexts that stays far behind, until aborted. */
export async function watchConsumers(aborted: AbortSignal): Promise<void> {
  while (!aborted.aborted) {
    await wait(watchMillis, undefined, { signal: aborted, ref: false }).catch(() => {});
    if (aborted.aborted) return;
    for (const { consumers } of await askAll(contextsHere())) consumers.forEach(alarmIfBehind);
  }
}

function alarmIfBehind({ name, source, lagEvents, lagSeconds }: OperationsState["consumers"][number]): void {
  if (lagSeconds === null || lagSeconds < behindSeconds) return;
  logger.error(
    { alarm: "consumer_behind", consumer: name, source, lagEvents, lagSeconds: Math.round(lagSeconds) },
    "a consumer is far behind its source",
  );
}

async function askAll(contexts: readonly ContextName[]): Promise<OperationsState[]> {
  const caller = { clientKey: "worker:metrics", correlationId: "worker-metrics", locale: "en" };
  const front = callContext({ ...caller, actor: { kind: "system" } }).contexts;
  const answers = await Promise.allSettled(contexts.map((name) => front[name].operations.state.query()));
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
}
