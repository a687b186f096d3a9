/** What the coordinator's log says of a two-phase commit. */
export interface Logged {
  state: "preparing" | "committed" | "aborted";
  /**
   * Whether whoever looks is the one that began it. Nobody else can know what the parts answered, so for anyone else
   * an undecided one is aborted: presumed abort.
   */
  own: boolean;
}

/**
 * What a part said last: `prepared` votes for, `refused` against; `silent` gave no answer, which in the first phase
 * counts against it, for it may or may not be prepared; `ended` has done what was decided.
 */
export type Answer = "prepared" | "refused" | "silent" | "ended";

export type Step<Part extends string> =
  | { kind: "prepare"; parts: Part[] }
  | { kind: "decide"; decision: "committed" | "aborted" }
  | { kind: "tell"; decision: "committed" | "aborted"; parts: Part[] }
  /** All parts have done it. */
  | { kind: "end" }
  /** Some part could not be told: the recovery tells it later. */
  | { kind: "leave" };

/** What the coordinator does next, from its log and what the parts have answered so far in this phase. */
export function nextStep<Part extends string>(
  logged: Logged,
  parts: readonly Part[],
  answers: ReadonlyMap<Part, Answer>,
): Step<Part> {
  if (logged.state === "preparing") return firstPhase(logged.own, parts, answers);
  const untold = parts.filter((part) => !answers.has(part));
  if (untold.length > 0) return { kind: "tell", decision: logged.state, parts: untold };
  return parts.every((part) => answers.get(part) === "ended") ? { kind: "end" } : { kind: "leave" };
}

function firstPhase<Part extends string>(
  own: boolean,
  parts: readonly Part[],
  answers: ReadonlyMap<Part, Answer>,
): Step<Part> {
  if (!own) return { kind: "decide", decision: "aborted" };
  const said = [...answers.values()];
  if (said.some((answer) => answer !== "prepared")) return { kind: "decide", decision: "aborted" };
  const unasked = parts.filter((part) => !answers.has(part));
  if (unasked.length > 0) return { kind: "prepare", parts: unasked };
  return { kind: "decide", decision: "committed" };
}
