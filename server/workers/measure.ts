import type { ContextName } from "@/server/kernel/context-name";
import type { OperationsState } from "@/server/platform/operations/operations-verbs";
import { gauge } from "@/server/platform/telemetry";
import { callContext } from "@/server/routers/contexts";

/** One look at the database serves all gauges of a scrape. */
const freshMillis = 2_000;

type Look = (state: OperationsState) => { value: number; labels?: Record<string, string> }[];
type Log = NonNullable<OperationsState["log"]>;

/** Gauges of what the given contexts' machinery does: each is asked as the operations page asks it. */
export function measureContexts(contexts: readonly ContextName[]): void {
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

async function askAll(contexts: readonly ContextName[]): Promise<OperationsState[]> {
  const caller = { clientKey: "worker:metrics", correlationId: "worker-metrics", locale: "en" };
  const front = callContext({ ...caller, actor: { kind: "system" } }).contexts;
  const answers = await Promise.allSettled(contexts.map((name) => front[name].operations.state.query()));
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
}
