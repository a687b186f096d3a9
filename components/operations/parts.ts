import type { StatusTone } from "@/components/ui/status";
import type { ContextFacts, Overview } from "@/server/platform/operations/overview";

/** What a part shows: a key of `operations.values` with what it says. */
export interface PartValue {
  key: string;
  values?: Record<string, string | number>;
}

export type PartKind =
  | "database"
  | "feed"
  | "consumers"
  | "letters"
  | "sagas"
  | "jobs"
  | "log"
  | "twoPhase"
  | "process"
  | "limits"
  | "dependency"
  | "service";

/** One thing on the board and one row of the table: the same facts, drawn and written. */
export interface Part {
  /** Stands in the address: `customer.feed`. */
  id: string;
  owner: string;
  kind: PartKind;
  /** What it is called, where that isn't its kind. */
  name?: string;
  tone: StatusTone;
  value: PartValue;
}

const slowMillis = 250;
const heldBackSeconds = 5;
const behindSeconds = 60;
const preparedSeconds = 10;
const monthsWanted = 2;

/** Everything that is worth a light, the portal first, then the contexts as they stand on the board. */
export function partsOf(overview: Overview): Part[] {
  return [...portalParts(overview), ...overview.contexts.flatMap(contextParts)];
}

function portalParts({ portal }: Overview): Part[] {
  const signIn = "database.platform";
  // The contexts' databases have a part of their own.
  const lights = portal.readiness.filter(({ name }) => !name.startsWith("database.") || name === signIn);
  return [
    ...processParts("portal", { ...portal, readiness: lights }),
    {
      owner: "portal",
      id: "portal.limits",
      kind: "limits",
      tone: "done",
      value: { key: "limits", values: { count: portal.limits.length } },
    },
  ];
}

type ProcessFacts = NonNullable<State["service"]>;

/** A process, what it needs, and the breakers round what it has called: the portal's, or a service's own. */
function processParts(owner: string, { process, readiness, dependencies }: ProcessFacts): Part[] {
  return [
    {
      owner,
      id: `${owner}.process`,
      kind: "process",
      tone: process.busy > 0.9 ? "waiting" : "done",
      value: { key: "busy", values: { share: process.busy } },
    },
    ...readiness.map(
      ({ name, state }): Part => ({
        owner,
        id: `${owner}.${name}`,
        kind: "service",
        name,
        tone: state === "ok" ? "done" : "stop",
        value: { key: state === "ok" ? "answers" : "away" },
      }),
    ),
    ...dependencies.map(
      (dependency): Part => ({
        owner,
        id: `${owner}.dependency.${dependency.name}`,
        kind: "dependency",
        name: dependency.name,
        tone: dependencyTone(dependency),
        value: { key: `breaker.${dependency.breaker}` },
      }),
    ),
  ];
}

function dependencyTone({ breaker, calls }: ProcessFacts["dependencies"][number]): StatusTone {
  if (breaker === "open") return "stop";
  if (breaker === "half_open") return "waiting";
  return calls === 0 ? "idle" : "done";
}

function contextParts(facts: ContextFacts): Part[] {
  const part = (kind: PartKind, tone: StatusTone, value: PartValue): Part => ({
    id: `${facts.context}.${kind}`,
    owner: facts.context,
    kind,
    tone,
    value,
  });
  const unknown: PartValue = { key: "unknown" };
  const parts: Part[] = [];
  const { state } = facts;
  if (state === null) {
    parts.push(part("database", "stop", { key: "noAnswer" }));
    for (const kind of ["feed", "consumers", "log"] as const) parts.push(part(kind, "idle", unknown));
  } else {
    parts.push(databasePart(state.database, part), feedPart(state.log, part));
    parts.push(consumersPart(state.consumers, part, state.log === null));
    parts.push(logPart(state.log, part));
  }
  parts.splice(3, 0, lettersPart(facts, part), sagasPart(facts, part), jobsPart(facts, part));
  if (facts.context === "payment") parts.push(twoPhasePart(facts, part));
  if (state?.service) parts.push(...serviceParts(facts.context, state.service));
  return parts;
}

/** Its own database has a part already. */
function serviceParts(context: string, service: ProcessFacts): Part[] {
  const readiness = service.readiness.filter(({ name }) => name !== `database.${context}`);
  return processParts(context, { ...service, readiness });
}

type MakePart = (kind: PartKind, tone: StatusTone, value: PartValue) => Part;
type State = NonNullable<ContextFacts["state"]>;

function databasePart({ reachable, latencyMillis }: State["database"], part: MakePart): Part {
  if (!reachable || latencyMillis === null) return part("database", "stop", { key: "away" });
  const tone = latencyMillis > slowMillis ? "waiting" : "done";
  return part("database", tone, { key: "latency", values: { millis: latencyMillis } });
}

function feedPart(log: State["log"], part: MakePart): Part {
  if (log === null) return part("feed", "idle", { key: "unknown" });
  const { unnumbered, unnumberedSeconds, feedEnd } = log;
  if (unnumbered === 0) return part("feed", "done", { key: "feedEnd", values: { count: feedEnd } });
  const seconds = Math.round(unnumberedSeconds);
  const heldBack = unnumberedSeconds > heldBackSeconds;
  return part("feed", heldBack ? "stop" : "active", {
    key: heldBack ? "heldBack" : "unnumbered",
    values: { count: unnumbered, seconds },
  });
}

function consumersPart(consumers: State["consumers"], part: MakePart, away: boolean): Part {
  if (away) return part("consumers", "idle", { key: "unknown" });
  if (consumers.length === 0) return part("consumers", "idle", { key: "noConsumers" });
  const known = consumers.filter(({ lagEvents }) => lagEvents !== null);
  const events = Math.max(0, ...known.map(({ lagEvents }) => lagEvents ?? 0));
  const seconds = Math.round(Math.max(0, ...known.map(({ lagSeconds }) => lagSeconds ?? 0)));
  if (events > 0) {
    const tone = seconds > behindSeconds ? "stop" : seconds > heldBackSeconds ? "waiting" : "active";
    return part("consumers", tone, { key: "behind", values: { count: events, seconds } });
  }
  if (known.length < consumers.length) return part("consumers", "waiting", { key: "sourceAway" });
  return part("consumers", "done", { key: "upToDate", values: { count: consumers.length } });
}

function lettersPart({ deadLetters, state }: ContextFacts, part: MakePart): Part {
  const count = deadLetters?.length ?? state?.log?.deadLetters;
  if (count === undefined) return part("letters", "idle", { key: "unknown" });
  return count === 0
    ? part("letters", "done", { key: "noLetters" })
    : part("letters", "stop", { key: "letters", values: { count } });
}

function sagasPart({ sagas, state }: ContextFacts, part: MakePart): Part {
  const counts = state?.log?.sagas;
  if (sagas === null && counts === undefined) return part("sagas", "idle", { key: "unknown" });
  const stuck = sagas?.filter((saga) => saga.stuck).length ?? 0;
  if (stuck > 0) return part("sagas", "stop", { key: "stuck", values: { count: stuck } });
  const running =
    sagas?.length ?? (counts?.running ?? 0) + (counts?.waiting ?? 0) + (counts?.compensating ?? 0);
  if (running > 0) return part("sagas", "active", { key: "running", values: { count: running } });
  return part("sagas", "done", { key: "noneRunning", values: { count: counts?.done ?? 0 } });
}

function jobsPart({ jobs }: ContextFacts, part: MakePart): Part {
  if (jobs === null) return part("jobs", "idle", { key: "unknown" });
  const sum = (name: "waiting" | "active" | "failed") => jobs.reduce((all, job) => all + job[name], 0);
  const [waiting, active, failed] = [sum("waiting"), sum("active"), sum("failed")];
  if (failed > 0) return part("jobs", "waiting", { key: "jobsFailed", values: { count: failed } });
  if (active > 0) return part("jobs", "active", { key: "jobsActive", values: { count: active } });
  return part("jobs", "done", { key: "jobsWaiting", values: { count: waiting } });
}

function logPart(log: State["log"], part: MakePart): Part {
  if (log === null) return part("log", "idle", { key: "unknown" });
  const oldest = log.prepared[0]?.ageSeconds ?? 0;
  if (oldest > preparedSeconds) {
    return part("log", "stop", { key: "prepared", values: { seconds: Math.round(oldest) } });
  }
  if (log.defaultPartitionRows > 0) {
    return part("log", "stop", { key: "besideMonths", values: { count: log.defaultPartitionRows } });
  }
  const tone = log.partitionsAhead < monthsWanted ? "waiting" : "done";
  return part("log", tone, { key: "monthsAhead", values: { count: log.partitionsAhead } });
}

function twoPhasePart({ twoPhase }: ContextFacts, part: MakePart): Part {
  if (twoPhase === null) return part("twoPhase", "idle", { key: "unknown" });
  const alarms = twoPhase.filter(({ alarm }) => alarm).length;
  if (alarms > 0) return part("twoPhase", "stop", { key: "twoPhaseAlarm", values: { count: alarms } });
  return twoPhase.length === 0
    ? part("twoPhase", "done", { key: "noTwoPhase" })
    : part("twoPhase", "active", { key: "twoPhase", values: { count: twoPhase.length } });
}
