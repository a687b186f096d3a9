import { type Answer, type Logged, nextStep } from "../domain/two-phase";

/** One context's part of a two-phase commit. Each call may come again, and may be answered by an error. */
export interface Part {
  prepare(): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
}

/** The coordinator's log. Of two that decide, the first one's decision stands, and both are told it. */
export interface DecisionLog {
  decide(decision: "committed" | "aborted", refusal: unknown): Promise<"committed" | "aborted">;
  end(): Promise<void>;
}

export interface Driven {
  state: Logged["state"];
  ended: boolean;
  /** What the first part that did not prepare said. */
  refusal: unknown;
}

/**
 * Takes a two-phase commit from where its log says it is as far as it goes. Everything it decides is in nextStep();
 * everything it touches are the log and the parts.
 */
export async function driveTwoPhase<Name extends string>(
  logged: Logged,
  parts: Readonly<Record<Name, Part>>,
  log: DecisionLog,
  isRefusal: (error: unknown) => boolean,
): Promise<Driven> {
  const names = Object.keys(parts) as Name[];
  const driven: Driven = { state: logged.state, ended: false, refusal: undefined };
  let answers = new Map<Name, Answer>();
  for (;;) {
    const step = nextStep({ ...logged, state: driven.state }, names, answers);
    switch (step.kind) {
      case "prepare":
        await Promise.all(
          step.parts.map(async (name) => {
            const error = await failureOf(parts[name].prepare());
            driven.refusal ??= error;
            answers.set(name, error === undefined ? "prepared" : isRefusal(error) ? "refused" : "silent");
          }),
        );
        break;
      case "decide":
        driven.state = await log.decide(step.decision, driven.refusal);
        answers = new Map();
        break;
      case "tell":
        await Promise.all(
          step.parts.map(async (name) => {
            const told = step.decision === "committed" ? parts[name].commit() : parts[name].abort();
            answers.set(name, (await failureOf(told)) === undefined ? "ended" : "silent");
          }),
        );
        break;
      case "end":
        await log.end();
        return { ...driven, ended: true };
      case "leave":
        return driven;
    }
  }
}

async function failureOf(call: Promise<void>): Promise<unknown> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return error ?? new Error("failed without a reason");
  }
}
