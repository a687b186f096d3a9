import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WorkOrderBooked, WorkOrderEvent } from "../contract/work-order-events";
import {
  type EstimateLine,
  estimateIsComplete,
  estimateLimits,
  estimateState,
  linesAreWithinLimits,
  sumOf,
  validUntil,
  vatWithin,
} from "./estimate";
import { decide, evolve, noWorkOrder, type WorkOrder, type WorkOrderCommand } from "./work-order";

const booked: WorkOrderBooked = {
  reference: "MC-7F3K-Q2",
  customerId: "0190a0b0-0000-7000-8000-000000000001",
  deviceModelId: "apple-macbook-air-m2-2022",
  faultId: "laptop-screen-broken",
  serviceCenterId: "be-gent-korenmarkt",
  method: "drop_off",
  slotStart: "2026-12-01T09:00:00Z",
  slotEnd: "2026-12-01T10:00:00Z",
  promisedBy: "2026-12-04T16:00:00Z",
};
const isBooked: WorkOrderEvent = { type: "work_order.booked.v1", data: booked };
const isReceived: WorkOrderEvent = {
  type: "work_order.received.v1",
  data: { accessories: [], photos: 2, photosWaivedBy: null },
};
const isDiagnosed: WorkOrderEvent = { type: "work_order.diagnosis_started.v1", data: {} };
const before = [isBooked, isReceived, isDiagnosed];

const labour: EstimateLine = { id: "a", kind: "labour", text: "Work", quantity: 1, unitMinor: 9_680 };
const screen: EstimateLine = { id: "b", kind: "part", text: "Screen", quantity: 2, unitMinor: 16_335 };
const until = "2026-12-31T23:00:00.000Z";
const at = "2026-12-02T09:00:00.000Z";

const send = (lines = [labour, screen]): WorkOrderCommand => ({
  kind: "send_estimate",
  currency: "EUR",
  vatRate: "0.21",
  lines,
  validUntil: until,
});
const answer = (
  accepted: string[],
  changes: Partial<{ version: number; at: string }> = {},
): WorkOrderCommand => ({ kind: "answer_estimate", version: 1, accepted, way: "link", at, ...changes });

function given(...events: WorkOrderEvent[]): WorkOrder {
  return events.reduce(evolve, noWorkOrder);
}

/** The order after commands, each decided on what the one before left. */
function having(...commands: WorkOrderCommand[]): WorkOrder {
  return commands.reduce((order, command) => decide(command, order).reduce(evolve, order), given(...before));
}

function refusal(command: WorkOrderCommand, order: WorkOrder): unknown {
  try {
    decide(command, order);
  } catch (error) {
    return error;
  }
  throw new Error("it was allowed");
}

describe("an estimate", () => {
  test("is sent after the diagnosis, and the order waits for its answer", () => {
    const events = decide(send(), given(...before));
    expect(events).toEqual([
      {
        type: "work_order.estimate_sent.v1",
        data: {
          version: 1,
          currency: "EUR",
          vatRate: "0.21",
          lines: [
            { id: "a", kind: "labour", quantity: 1, unitMinor: 9_680 },
            { id: "b", kind: "part", quantity: 2, unitMinor: 16_335 },
          ],
          totalMinor: 42_350,
          validUntil: until,
        },
      },
      { type: "work_order.approval_requested.v1", data: {} },
    ]);
    expect(having(send())).toMatchObject({ status: "awaiting_approval", estimate: { answer: null } });
  });

  test("is not sent before the device was looked at", () => {
    expect(() => decide(send(), given(isBooked, isReceived))).toThrow("transition_not_allowed");
    expect(() => decide(send(), noWorkOrder)).toThrow("not_found");
  });

  test("that is accepted whole lets the repair go on", () => {
    const events = decide(answer(["b", "a"]), having(send()));
    expect(events).toEqual([
      {
        type: "work_order.estimate_answered.v1",
        data: { version: 1, way: "link", accepted: ["a", "b"], declined: [], acceptedMinor: 42_350 },
      },
      { type: "work_order.approved.v1", data: {} },
    ]);
  });

  test("that is accepted in part lets the repair go on for what was accepted", () => {
    const order = having(send(), answer(["a"]));
    expect(order).toMatchObject({
      status: "approved",
      estimate: { answer: { accepted: ["a"], declined: ["b"], acceptedMinor: 9_680 } },
    });
  });

  test("that is declined goes back to the desk: what comes next is a person's to decide", () => {
    const order = having(send(), answer([]));
    expect(order).toMatchObject({ status: "diagnosing", estimate: { answer: { acceptedMinor: 0 } } });
    expect(decide({ kind: "move", move: "declare_unrepairable" }, order)).toHaveLength(1);
  });

  test("changed after it was sent asks again, and the old one can't be answered any more", () => {
    const order = having(send(), send([labour]));
    expect(order).toMatchObject({ status: "awaiting_approval", estimate: { version: 2, totalMinor: 9_680 } });
    expect(refusal(answer(["a"]), order)).toMatchObject({ code: "estimate_superseded", details: { by: 2 } });
    expect(decide(answer(["a"], { version: 2 }), order)).toHaveLength(2);
  });

  test("changed after it was approved asks again too", () => {
    const approved = having(send(), answer(["a", "b"]));
    const asked = decide(send([screen]), approved).reduce(evolve, approved);
    expect(asked).toMatchObject({ status: "awaiting_approval", estimate: { version: 2, answer: null } });
  });

  test("is answered once: the same answer again changes nothing, another is refused", () => {
    const order = having(send(), answer(["a"]));
    expect(decide(answer(["a"]), order)).toEqual([]);
    expect(refusal(answer(["a", "b"]), order)).toMatchObject({ code: "estimate_answered" });
    expect(refusal(answer([]), order)).toMatchObject({ code: "estimate_answered" });
  });

  test("holds thirty days, to the end of the last one, and says when it ended", () => {
    expect(decide(answer(["a"], { at: "2026-12-31T22:59:59.999Z" }), having(send()))).toHaveLength(2);
    expect(refusal(answer(["a"], { at: until }), having(send()))).toMatchObject({
      code: "estimate_expired",
      details: { validUntil: until },
    });
    // Sent on 25 October in Brussels, the clock changes in between.
    const sent = validUntil(new Date("2026-10-24T22:30:00Z"), "Europe/Brussels");
    expect(sent.toISOString()).toBe("2026-11-24T23:00:00.000Z");
  });

  test("that nobody sent is not answered, nor are lines that it has not", () => {
    expect(refusal(answer([]), given(...before))).toMatchObject({ code: "estimate_missing" });
    expect(refusal(answer(["a"], { version: 2 }), having(send()))).toMatchObject({
      code: "estimate_missing",
    });
    expect(refusal(answer(["a", "x"]), having(send()))).toMatchObject({ code: "invalid_input" });
  });

  test("of a cancelled order is not answered", () => {
    const order = having(send(), { kind: "cancel", reason: "by_customer" });
    expect(refusal(answer(["a"]), order)).toMatchObject({ code: "transition_not_allowed" });
  });

  test("stands before approval: no order waits for an answer to nothing, none is approved without one", () => {
    const ask = { kind: "move", move: "request_approval" } as const;
    const approve = { kind: "move", move: "approve" } as const;
    expect(refusal(ask, given(...before))).toMatchObject({ code: "estimate_missing" });
    expect(refusal(ask, having(send(), answer([])))).toMatchObject({ code: "estimate_missing" });
    expect(refusal(approve, having(send()))).toMatchObject({ code: "estimate_not_answered" });
  });

  test("is read from its version, the moment and what became of its order", () => {
    const version = { supersededAt: null, answeredAt: null, validUntil: new Date(until) };
    const now = new Date(at);
    expect(estimateState(version, "awaiting_approval", now)).toBe("open");
    expect(estimateState(version, "awaiting_approval", new Date(until))).toBe("expired");
    expect(estimateState(version, "cancelled", now)).toBe("over");
    expect(estimateState({ ...version, supersededAt: now }, "awaiting_approval", now)).toBe("superseded");
    expect(estimateState({ ...version, answeredAt: now }, "approved", now)).toBe("answered");
  });
});

describe("lines", () => {
  test.each([
    ["quantity", 0],
    ["quantity", -1],
    ["quantity", 1.5],
    ["quantity", 100],
    ["quantity", Number.MAX_SAFE_INTEGER + 1],
    ["unitMinor", -1],
    ["unitMinor", 0.5],
    ["unitMinor", Number.NaN],
    ["unitMinor", Number.POSITIVE_INFINITY],
    ["unitMinor", estimateLimits.totalMinor + 1],
  ])("a %s of %d is refused, and the line is named", (field, value) => {
    const lines = [labour, { ...screen, [field]: value }];
    expect(refusal(send(lines), given(...before))).toMatchObject({
      code: "estimate_line_invalid",
      details: { line: 2, field },
    });
  });

  test("are forty at most, each once, and in sum no more than a till takes", () => {
    const many = Array.from({ length: 41 }, (_, index) => ({ ...labour, id: `${index}` }));
    expect(() => linesAreWithinLimits(many)).toThrow("estimate_line_invalid");
    expect(() => linesAreWithinLimits([labour, labour])).toThrow("invalid_input");
    const dear = { ...labour, quantity: 2, unitMinor: 60_000_000 };
    expect(() => linesAreWithinLimits([dear])).toThrow("estimate_line_invalid");
  });

  test("and what was found and how long it takes are said before it is sent", () => {
    const content = { finding: "The panel is cracked.", days: 3, replacementMinor: null, lines: [labour] };
    expect(() => estimateIsComplete(content)).not.toThrow();
    for (const lacking of [
      { ...content, finding: "" },
      { ...content, days: null },
      { ...content, lines: [] },
      { ...content, lines: [{ ...labour, text: "" }] },
    ]) {
      expect(() => estimateIsComplete(lacking)).toThrow("estimate_incomplete");
    }
  });
});

const anyLines = fc
  .array(
    fc.record({
      kind: fc.constantFrom("labour" as const, "part" as const, "fee" as const),
      text: fc.string({ maxLength: 20 }),
      quantity: fc.integer({ min: 1, max: estimateLimits.quantity }),
      unitMinor: fc.integer({ min: 0, max: 25_000 }),
    }),
    { minLength: 1, maxLength: estimateLimits.lines },
  )
  .map((lines) => lines.map((line, index) => ({ ...line, id: `line-${index}` })));

test("whatever is accepted: accepted and declined are the whole, and the VAT within is exact to half a unit", () => {
  fc.assert(
    fc.property(anyLines, fc.infiniteStream(fc.boolean()), (lines, wants) => {
      const accepted = lines.filter(() => wants.next().value).map(({ id }) => id);
      const order = having(send(lines), answer(accepted));
      if (order.status === "none" || order.estimate?.answer == null) throw new Error("not answered");
      const { estimate } = order;
      const { answer: given } = estimate;
      const declined = lines.filter(({ id }) => given?.declined.includes(id));
      expect((given?.acceptedMinor ?? 0) + sumOf(declined)).toBe(estimate.totalMinor);
      expect(order.status).toBe(accepted.length === 0 ? "diagnosing" : "approved");
      for (const rate of ["0.21", "0.081", "0.255"]) {
        const vat = vatWithin(estimate.totalMinor, rate);
        const exact = (estimate.totalMinor * Number(rate)) / (1 + Number(rate));
        expect(Math.abs(vat - exact)).toBeLessThanOrEqual(0.500001);
      }
    }),
    { numRuns: 500 },
  );
});

test("whatever is sent and answered in whatever order: one answer a version, approved only by an accepted line", () => {
  const step = fc.oneof(
    anyLines.map((lines) => send(lines.slice(0, 3))),
    fc.record({ version: fc.integer({ min: 1, max: 4 }), all: fc.boolean(), late: fc.boolean() }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let order = given(...before);
      const answers = new Map<number, number>();
      for (const one of steps) {
        const lines = order.status === "none" ? [] : (order.estimate?.lines ?? []);
        const command =
          "kind" in one
            ? one
            : answer(one.all ? lines.map(({ id }) => id) : [], {
                version: one.version,
                at: one.late ? until : at,
              });
        let events: WorkOrderEvent[] = [];
        try {
          events = decide(command, order);
        } catch {
          continue;
        }
        for (const { type, data } of events) {
          if (type !== "work_order.estimate_answered.v1") continue;
          answers.set(data.version, (answers.get(data.version) ?? 0) + 1);
        }
        order = events.reduce(evolve, order);
        if (order.status === "awaiting_approval") expect(order.estimate?.answer).toBeNull();
        if (order.status === "approved") expect(order.estimate?.answer?.accepted.length).toBeGreaterThan(0);
      }
      expect([...answers.values()].every((count) => count === 1)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
