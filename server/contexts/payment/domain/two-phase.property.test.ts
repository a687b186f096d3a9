import fc from "fast-check";
import { expect, test } from "vitest";
import { type Answer, type Logged, nextStep } from "./two-phase";

const parts = ["custody", "ledger"] as const;
type Name = (typeof parts)[number];
type State = Logged["state"];
const answers = (custody?: Answer, ledger?: Answer) =>
  new Map<Name, Answer>(
    [["custody", custody] as const, ["ledger", ledger] as const].flatMap(([name, answer]) =>
      answer === undefined ? [] : [[name, answer]],
    ),
  );
const own = { state: "preparing", own: true } as const;

test("given two parts, when both are prepared, then it is committed; one against it or silent aborts it", () => {
  expect(nextStep(own, parts, answers())).toEqual({ kind: "prepare", parts: ["custody", "ledger"] });
  expect(nextStep(own, parts, answers("prepared", "prepared"))).toMatchObject({ decision: "committed" });
  expect(nextStep(own, parts, answers("prepared", "refused"))).toMatchObject({ decision: "aborted" });
  expect(nextStep(own, parts, answers("silent", "prepared"))).toMatchObject({ decision: "aborted" });
});

test("whoever finds one undecided aborts it, whatever the parts may say", () => {
  expect(nextStep({ ...own, own: false }, parts, answers("prepared", "prepared"))).toEqual({
    kind: "decide",
    decision: "aborted",
  });
});

test("what is decided is told to all, and ended only when all have done it", () => {
  const committed = { state: "committed", own: false } as const;
  expect(nextStep(committed, parts, answers())).toMatchObject({ kind: "tell", decision: "committed" });
  expect(nextStep(committed, parts, answers("ended", "ended"))).toEqual({ kind: "end" });
  expect(nextStep(committed, parts, answers("ended", "silent"))).toEqual({ kind: "leave" });
});

/** Two coordinators, parts that lose answers and die, in any order of steps: the parts never part ways. */
test("with any number of coordinators, lost answers and deaths in any order, the parts never part ways", () => {
  const happening = fc.record({
    who: fc.integer({ min: 0, max: 2 }),
    lost: fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }),
    refuses: fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }),
    dies: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(happening, { minLength: 4, maxLength: 40 }), (happenings) => {
      const world = simulated();
      for (const { who, ...luck } of happenings) world.step(who, luck);
      for (let i = 0; i < 10; i++)
        world.step(9, { lost: [false, false], refuses: [false, false], dies: false });
      const [first, second] = Object.values(world.done);
      expect(first).toBe(second);
      expect(first).not.toBe("prepared");
      expect(first).toBe(world.log() === "committed" ? "committed" : "aborted");
    }),
    { numRuns: 2_000 },
  );
});

interface Luck {
  lost: boolean[];
  refuses: boolean[];
  dies: boolean;
}

function simulated() {
  const done: Record<Name, "nothing" | "prepared" | "committed" | "aborted"> = {
    custody: "nothing",
    ledger: "nothing",
  };
  let logged = "preparing" as State;
  const heard = new Map<number, { state: State; answers: Map<Name, Answer> }>();

  function prepare(part: Name, refuses: boolean): Answer {
    if (done[part] === "aborted") return "refused";
    if (done[part] === "nothing" && refuses) return "refused";
    if (done[part] === "nothing") done[part] = "prepared";
    return "prepared";
  }

  function tell(part: Name, decision: "committed" | "aborted"): Answer {
    const opposite = decision === "committed" ? "aborted" : "committed";
    if (done[part] === opposite) throw new Error(`${part} was ${opposite}, and is told ${decision}`);
    if (decision === "committed" && done[part] === "nothing") throw new Error(`${part} commits unprepared`);
    done[part] = decision;
    return "ended";
  }

  function step(who: number, { lost, refuses, dies }: Luck): void {
    // Number 0 began it; the others are recoveries, and so is 0 once it died.
    const known = heard.get(who) ?? { state: logged, answers: new Map<Name, Answer>() };
    heard.set(who, known);
    const next = nextStep({ state: known.state, own: who === 0 && !heard.has(-1) }, parts, known.answers);
    if (next.kind === "prepare" || next.kind === "tell") {
      for (const part of next.parts) {
        const index = parts.indexOf(part);
        const said =
          next.kind === "prepare" ? prepare(part, refuses[index] ?? false) : tell(part, next.decision);
        known.answers.set(part, lost[index] ? "silent" : said);
      }
    }
    if (next.kind === "decide") {
      if (logged === "preparing") logged = next.decision;
      heard.set(who, { state: logged, answers: new Map() });
    }
    if (next.kind === "leave" || dies) {
      heard.delete(who);
      if (who === 0) heard.set(-1, known);
    }
  }

  return { done, step, log: () => logged };
}
