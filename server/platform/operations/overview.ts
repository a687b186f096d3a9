import { type ContextName, contextNames } from "@/server/kernel/context-name";
import type { Contexts } from "@/server/routers/contexts";
import { refusalOf } from "../trpc";
import type { OperationsState } from "./operations-verbs";
import { type PortalFacts, portalFacts } from "./process-facts";

type Door = Contexts[ContextName];
type Answer<Ask extends () => Promise<unknown>> = Awaited<ReturnType<Ask>>;
export type SagaFact = Answer<Door["sagas"]["list"]["query"]>["sagas"][number];
export type LetterFact = Answer<Door["deadLetters"]["list"]["query"]>["deadLetters"][number];
export type JobFact = Answer<Door["jobs"]["list"]["query"]>["jobs"][number];

export type TwoPhaseFact = Answer<Contexts["payment"]["twoPhase"]["list"]["query"]>["transactions"][number];

/** One context as it answers now. What could not be asked is null, and `problem` says why. */
export interface ContextFacts {
  context: ContextName;
  problem: string | null;
  state: OperationsState | null;
  sagas: SagaFact[] | null;
  deadLetters: LetterFact[] | null;
  jobs: JobFact[] | null;
  twoPhase: TwoPhaseFact[] | null;
}

export interface Overview {
  at: string;
  contexts: ContextFacts[];
  portal: PortalFacts;
}

const patienceMillis = 2_500;

/** All of the machinery for an admin: each context asked by itself, so that one that is away takes none with it. */
export async function operationsOverview(contexts: Contexts, now: Date): Promise<Overview> {
  const [portal, ...parts] = await Promise.all([
    portalFacts(),
    ...contextNames.map((context) => askContext(context, contexts)),
  ]);
  return { at: now.toISOString(), contexts: parts, portal };
}

async function askContext(context: ContextName, contexts: Contexts): Promise<ContextFacts> {
  const door = contexts[context];
  let problem: string | null = null;
  const [state, sagas, letters, jobs, twoPhase] = await Promise.all([
    inTime(door.operations.state.query()).catch((error: unknown) => {
      problem = refusalOf(error).code;
      return null;
    }),
    inTime(door.sagas.list.query()).catch(() => null),
    inTime(door.deadLetters.list.query()).catch(() => null),
    inTime(door.jobs.list.query()).catch(() => null),
    context === "payment" ? inTime(contexts.payment.twoPhase.list.query()).catch(() => null) : null,
  ]);
  return {
    context,
    problem: problem === "internal" ? "unavailable" : problem,
    state,
    sagas: sagas?.sagas ?? null,
    deadLetters: letters?.deadLetters ?? null,
    jobs: jobs?.jobs ?? null,
    twoPhase: twoPhase?.transactions ?? null,
  };
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("no answer in time")), patienceMillis);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
