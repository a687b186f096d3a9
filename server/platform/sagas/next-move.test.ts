import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ErrorCode } from "@/server/kernel/errors";
import { forwardFrom, type Move, nextMove, type Outcome, type SagaPlan } from "./next-move";

const retry = {
  attempts: 3,
  firstMillis: 100,
  maxMillis: 1_000,
  lastly: "take_back",
  waitSeconds: 5,
  maxWaitSeconds: 600,
} as const;
const step = { timeoutMillis: 8_000, retry, pivot: false, applies: true };
const plan: SagaPlan = { steps: [step, step, step], pastDeadline: "take_back" };
const now = { chance: 0.5, overdue: false };
const refused = (code: ErrorCode): Outcome => ({ kind: "refused", code });
const at = (status: Move["status"], step: number, attempt = 0) => ({ status, step, attempt });

describe("forward", () => {
  test("a step that is done leads to the next, the last to the end", () => {
    expect(nextMove(plan, at("running", 0), { kind: "done" }, now)).toMatchObject({
      status: "running",
      step: 1,
    });
    expect(nextMove(plan, at("running", 2), { kind: "done" }, now)).toMatchObject({
      status: "done",
      dueInMillis: null,
    });
  });

  test("steps that don't apply are passed over, also at the beginning", () => {
    const passing = { ...plan, steps: [{ ...step, applies: false }, step, { ...step, applies: false }] };
    expect(forwardFrom(passing, 0)).toMatchObject({ status: "running", step: 1 });
    expect(nextMove(passing, at("running", 1), { kind: "done" }, now)).toMatchObject({ status: "done" });
  });

  test("a refusal that may pass is tried again after a pause that grows, then taken back", () => {
    const first = nextMove(plan, at("running", 1), refused("unavailable"), now);
    expect(first).toMatchObject({ status: "running", step: 1, attempt: 1, next: { pauseMillis: 75 } });
    const second = nextMove(plan, first, refused("unavailable"), now);
    expect(second).toMatchObject({ attempt: 2, next: { pauseMillis: 150 } });
    const third = nextMove(plan, second, refused("unavailable"), now);
    expect(third).toMatchObject({ status: "compensating", step: 1, failure: "unavailable" });
  });

  test("a final refusal is taken back at once, beginning with the step that refused", () => {
    const move = nextMove(plan, at("running", 1), refused("slot_taken"), now);
    expect(move).toMatchObject({ status: "compensating", step: 1, failure: "slot_taken", next: "go_on" });
  });

  test("a step that says so waits and is tried later, ever more rarely", () => {
    const patient = { ...plan, steps: [{ ...step, retry: { ...retry, lastly: "wait" as const } }] };
    const waits = nextMove(patient, at("running", 0, 2), refused("unavailable"), now);
    expect(waits).toMatchObject({ status: "waiting", attempt: 3, dueInMillis: 3_750, next: "leave" });
    expect(nextMove(patient, waits, refused("unavailable"), now)).toMatchObject({ dueInMillis: 7_500 });
    expect(nextMove(patient, { ...waits, attempt: 40 }, refused("unavailable"), now)).toMatchObject({
      dueInMillis: 450_000,
    });
  });

  test("a wait is looked at once more as soon as it stands, then left", () => {
    const outcome: Outcome = { kind: "waits", event: "picked", lookAgainMillis: 60_000 };
    const first = nextMove(plan, at("running", 0), outcome, now);
    expect(first).toMatchObject({ status: "waiting", waitsFor: "picked", next: "go_on" });
    expect(nextMove(plan, first, outcome, now)).toMatchObject({
      status: "waiting",
      waitsFor: "picked",
      dueInMillis: 60_000,
      next: "leave",
    });
  });

  test("past its deadline a saga is taken back, or stuck where it says so", () => {
    const outcome: Outcome = { kind: "waits", event: "picked", lookAgainMillis: 60_000 };
    const late = { chance: 0, overdue: true };
    expect(nextMove(plan, at("waiting", 1), outcome, late)).toMatchObject({ status: "compensating" });
    const stays = nextMove({ ...plan, pastDeadline: "stuck" }, at("waiting", 1), outcome, late);
    expect(stays).toMatchObject({ status: "waiting", stuck: true, dueInMillis: null });
  });

  test("past the pivot nothing is taken back: a person has to look", () => {
    const pivoted = { ...plan, steps: [step, { ...step, pivot: true }, step] };
    expect(nextMove(pivoted, at("running", 1), refused("slot_taken"), now)).toMatchObject({
      status: "compensating",
    });
    expect(nextMove(pivoted, at("running", 2), refused("slot_taken"), now)).toMatchObject({
      status: "running",
      stuck: true,
      dueInMillis: null,
    });
  });

  test("past the pivot what passes is waited for, however late it is", () => {
    const waits = { ...step, retry: { ...retry, attempts: 1, lastly: "wait" as const } };
    const pivoted = { ...plan, steps: [{ ...step, pivot: true }, waits] };
    const late = { chance: 0.5, overdue: true };
    const move = nextMove(pivoted, at("running", 1), refused("unavailable"), late);
    expect(move).toMatchObject({ status: "waiting", step: 1, stuck: false });
    expect(move.dueInMillis).toBeGreaterThan(0);
    // A fault is a person's, and so is a wait for what never came.
    const waited = { kind: "waits", event: "picked", lookAgainMillis: 60_000 } as const;
    for (const [outcome, failure] of [
      [refused("internal"), "internal"],
      [waited, "unavailable"],
    ] as const) {
      expect(nextMove(pivoted, at("running", 1), outcome, late)).toMatchObject({ stuck: true, failure });
      expect(nextMove(pivoted, at("running", 1), outcome, now)).toMatchObject({ stuck: false, step: 1 });
    }
  });
});

describe("backward", () => {
  test("each step is taken back in turn, then it has failed", () => {
    const one = nextMove(plan, at("compensating", 1), { kind: "done" }, now);
    expect(one).toMatchObject({ status: "compensating", step: 0 });
    expect(nextMove(plan, one, { kind: "done" }, now)).toMatchObject({ status: "failed", dueInMillis: null });
  });

  test.each(["slot_taken", "internal"] as const)(
    "taking back that keeps failing with %s gets stuck",
    (code) => {
      let move: Move = { ...forwardFrom(plan, 0), status: "compensating" };
      for (let tries = 0; tries < 8; tries++) {
        expect(move.stuck).toBe(false);
        move = nextMove(plan, move, refused(code), now);
      }
      expect(move).toMatchObject({ status: "compensating", stuck: true, dueInMillis: null });
    },
  );

  test("taking back is tried for as long as what refuses it may pass", () => {
    let move: Move = { ...forwardFrom(plan, 0), status: "compensating" };
    for (let tries = 0; tries < 100; tries++) {
      move = nextMove(plan, move, refused("unavailable"), now);
      expect(move).toMatchObject({ status: "compensating", stuck: false });
    }
    expect(move.dueInMillis).toBeLessThanOrEqual(300_000);
  });
});

test("whatever happens: it ends, or is stuck, or somebody looks at it again; nothing is skipped on the way back", () => {
  const outcomes = fc.constantFrom<Outcome>(
    { kind: "done" },
    { kind: "waits", event: "e", lookAgainMillis: 1_000 },
    refused("slot_taken"),
    refused("unavailable"),
  );
  const moments = fc.record({
    chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
    overdue: fc.boolean(),
  });
  const plans = fc.record({
    pastDeadline: fc.constantFrom("take_back" as const, "stuck" as const),
    steps: fc.array(
      fc.record({
        timeoutMillis: fc.integer({ min: 1, max: 60_000 }),
        retry: fc.constantFrom(retry, { ...retry, lastly: "wait" as const }),
        pivot: fc.boolean(),
        applies: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  });
  fc.assert(
    fc.property(plans, fc.array(fc.tuple(outcomes, moments), { maxLength: 60 }), (made, happenings) => {
      let move = forwardFrom(made, 0);
      for (const [outcome, moment] of happenings) {
        const ended = move.status === "done" || move.status === "failed";
        expect(move.dueInMillis === null).toBe(ended || move.stuck);
        if (ended || move.stuck) return;
        const before = move;
        move = nextMove(made, before, outcome, moment);
        if (before.status === "compensating") expect(before.step - move.step).toBeLessThanOrEqual(1);
        if (move.status === "failed") expect(before).toMatchObject({ status: "compensating", step: 0 });
        const pivot = made.steps.findIndex((each) => each.pivot);
        if (pivot >= 0 && before.step > pivot && before.status !== "compensating")
          expect(move.status).not.toBe("compensating");
      }
    }),
  );
});
