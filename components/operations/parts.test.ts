import { expect, test } from "vitest";
import en from "@/messages/en/operations.json";
import type { ContextFacts, Overview } from "@/server/platform/operations/overview";
import { type Part, partsOf } from "./parts";

type State = NonNullable<ContextFacts["state"]>;
type Log = NonNullable<State["log"]>;

const log: Log = {
  feedEnd: 12,
  unnumbered: 0,
  unnumberedSeconds: 0,
  deadLetters: 0,
  sagas: { running: 0, waiting: 0, compensating: 0, done: 3, failed: 0 },
  partitionsAhead: 3,
  defaultPartitionRows: 0,
  idempotencyKeys: 5,
  prepared: [],
};
const consumer = {
  name: "payment.copies",
  source: "customer",
  offset: 12,
  lagEvents: 0,
  lagSeconds: 0,
} as const;
const state: State = {
  context: "payment",
  at: "2026-11-02T10:00:00.000Z",
  database: { kind: "postgres", reachable: true, latencyMillis: 2 },
  log,
  consumers: [consumer],
  service: null,
};
const quiet: ContextFacts = {
  context: "payment",
  problem: null,
  state,
  sagas: [],
  deadLetters: [],
  jobs: [],
  twoPhase: [],
};
const silent: ContextFacts = {
  ...quiet,
  problem: "unavailable",
  ...{ state: null, sagas: null, deadLetters: null, jobs: null, twoPhase: null },
};
const portal: Overview["portal"] = {
  readiness: [
    { name: "database.payment", state: "ok" },
    { name: "database.platform", state: "ok" },
    { name: "cache", state: "away" },
  ],
  dependencies: [],
  limits: [{ name: "book", points: 60, seconds: 60 }],
  process: { pid: 1, mode: "demo", node: "24", startedAt: state.at, memoryMegabytes: 9, busy: 0.1 },
};

const figures = { inFlight: 0, queued: 0, calls: 9, failures: 5, retries: 3, rejected: 1 };
const bulkhead = { inFlightMost: 5, queuedMost: 128 };
const openBreaker = {
  name: "smtp",
  breaker: "open",
  ...figures,
  ...bulkhead,
  lastFailureAt: state.at,
} as const;

function seen(facts: ContextFacts, changed: Partial<Overview["portal"]> = {}): Map<string, Part> {
  const parts = partsOf({ at: state.at, contexts: [facts], portal: { ...portal, ...changed } });
  return new Map(parts.map((part) => [part.id, part]));
}
const withLog = (changes: Partial<Log>): ContextFacts => ({
  ...quiet,
  state: { ...state, log: { ...log, ...changes } },
});
const withConsumer = (changes: Partial<State["consumers"][number]>): ContextFacts => ({
  ...quiet,
  state: { ...state, consumers: [{ ...consumer, ...changes }] },
});

test("a quiet context needs nobody", () => {
  const tones = [...seen(quiet).values()].filter(({ owner }) => owner === "payment").map(({ tone }) => tone);
  expect(new Set(tones)).toEqual(new Set(["done"]));
});

test("a context that does not answer says so once, and what can't be known is not called in order", () => {
  const parts = [...seen(silent).values()].filter(({ owner }) => owner === "payment");
  expect(parts.filter(({ tone }) => tone === "stop").map(({ id }) => id)).toEqual(["payment.database"]);
  expect(parts.filter(({ tone }) => tone === "done")).toEqual([]);
});

test.each<[string, ContextFacts, string, Part["tone"]]>([
  [
    "events that wait a moment for their number",
    withLog({ unnumbered: 2, unnumberedSeconds: 1 }),
    "feed",
    "active",
  ],
  ["events that are held back", withLog({ unnumbered: 2, unnumberedSeconds: 6 }), "feed", "stop"],
  ["a consumer at work", withConsumer({ lagEvents: 4, lagSeconds: 1 }), "consumers", "active"],
  ["a consumer behind", withConsumer({ lagEvents: 4, lagSeconds: 30 }), "consumers", "waiting"],
  ["a consumer far behind", withConsumer({ lagEvents: 4, lagSeconds: 61 }), "consumers", "stop"],
  [
    "a consumer whose source is away",
    withConsumer({ lagEvents: null, lagSeconds: null }),
    "consumers",
    "waiting",
  ],
  ["events beside the months", withLog({ defaultPartitionRows: 1 }), "log", "stop"],
  ["too few months ahead", withLog({ partitionsAhead: 1 }), "log", "waiting"],
  ["a transaction prepared too long", withLog({ prepared: [{ id: "x", ageSeconds: 11 }] }), "log", "stop"],
  ["one just prepared", withLog({ prepared: [{ id: "x", ageSeconds: 1 }] }), "log", "done"],
  ["failed jobs", { ...quiet, jobs: [{ queue: "q", waiting: 0, active: 0, failed: 1 }] }, "jobs", "waiting"],
  [
    "a two-phase alarm",
    {
      ...quiet,
      twoPhase: [
        { id: "t", kind: "k", state: "committing", startedAt: state.at, ageSeconds: 12, alarm: true },
      ],
    },
    "twoPhase",
    "stop",
  ],
])("%s", (_, facts, kind, tone) => {
  expect(seen(facts).get(`payment.${kind}`)?.tone).toBe(tone);
});

test("dead letters are counted by the database even where they can't be listed", () => {
  const facts = { ...withLog({ deadLetters: 7 }), deadLetters: null };
  expect(seen(facts).get("payment.letters")).toMatchObject({ tone: "stop", value: { values: { count: 7 } } });
});

test("an open breaker needs somebody, and a cache that is away is said", () => {
  const parts = seen(quiet, { dependencies: [openBreaker] });
  expect(parts.get("portal.dependency.smtp")?.tone).toBe("stop");
  expect(parts.get("portal.cache")?.tone).toBe("stop");
  expect(parts.has("portal.database.payment")).toBe(false);
});

test("a context that runs apart has the lights and breakers of its own process, and its database once", () => {
  const service = {
    ...portal,
    readiness: [
      { name: "database.payment", state: "ok" as const },
      { name: "kafka", state: "away" as const },
    ],
    dependencies: [openBreaker],
  };
  const own = [...seen({ ...quiet, state: { ...state, service } }).values()].filter(
    ({ owner }) => owner === "payment",
  );
  expect(own.filter(({ tone }) => tone === "stop").map(({ id }) => id)).toEqual([
    "payment.kafka",
    "payment.dependency.smtp",
  ]);
  expect(own.map(({ id }) => id)).toContain("payment.process");
  expect(own.map(({ id }) => id)).not.toContain("payment.database.payment");
});

test("every part and every value has its words", () => {
  const everything = [
    quiet,
    silent,
    withLog({ unnumbered: 1 }),
    withLog({ unnumbered: 1, unnumberedSeconds: 9 }),
  ];
  for (const part of everything.flatMap((facts) => [...seen(facts).values()])) {
    expect(Object.keys(en.parts)).toContain(part.kind);
    const words = part.value.key.split(".").reduce<unknown>((at, key) => Object(at)[key], en.values);
    expect(words, part.value.key).toBeTypeOf("string");
  }
});
