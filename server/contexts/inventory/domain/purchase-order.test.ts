import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import { goldenData } from "@/test-support/golden";
import type { PurchaseEvent } from "../contract/purchase-events";
import {
  type DeliveredLine,
  decidePurchase,
  emptyPurchase,
  evolvePurchase,
  mayMove,
  outstandingOf,
  type PurchaseCommand,
  type PurchaseOrder,
  type PurchaseStatus,
  purchaseStatuses,
  remainingOf,
} from "./purchase-order";

const ordered = (partId: string, quantity: number) => ({
  partId,
  quantity,
  unitPriceMinor: 990,
  supplierCode: null,
});
const draft: PurchaseOrder = {
  ...emptyPurchase("po"),
  number: 1001,
  supplierId: "s",
  warehouseId: "w",
  currency: "EUR",
  lines: [ordered("a", 5), ordered("b", 2)].map((line) => ({
    ...line,
    received: 0,
    keptOver: 0,
    rejectedOpen: 0,
  })),
};
const after = (order: PurchaseOrder, ...commands: PurchaseCommand[]) =>
  commands.reduce((at, command) => decidePurchase(command, at).reduce(evolvePurchase, at), order);
const sent = after(draft, { kind: "send", expectedOn: "2026-12-01" });
const came = (partId: string, accepted: number, rest: Partial<DeliveredLine> = {}): DeliveredLine => ({
  partId,
  accepted,
  damaged: 0,
  wrong: 0,
  surplus: 0,
  ...rest,
});
const receive = (lines: DeliveredLine[], keepOver = false): PurchaseCommand => ({
  kind: "receive",
  receiptId: "r",
  lines,
  keepOver,
});

test.each([
  ["revise", ["draft"]],
  ["send", ["draft"]],
  ["receive", ["sent", "partly_received"]],
  ["close_short", ["partly_received"]],
  ["cancel", ["draft", "sent"]],
] as const)("%s is done only from %j", (move, from) => {
  const command: Record<typeof move, PurchaseCommand> = {
    revise: { kind: "revise", lines: [ordered("a", 1)] },
    send: { kind: "send", expectedOn: "2026-12-01" },
    receive: receive([came("a", 1)]),
    close_short: { kind: "close_short" },
    cancel: { kind: "cancel" },
  };
  for (const status of purchaseStatuses) {
    const decided = () => decidePurchase(command[move], { ...draft, status });
    const allowed = (from as readonly PurchaseStatus[]).includes(status);
    expect(mayMove(move, status)).toBe(allowed);
    if (allowed) expect(decided().length).toBeGreaterThan(0);
    else expect(decided).toThrow("purchase_moved_on");
  }
});

test("an order without lines is not sent", () => {
  expect(() => decidePurchase({ kind: "send", expectedOn: "2026-12-01" }, { ...draft, lines: [] })).toThrow(
    "purchase_empty",
  );
});

test("it is received in parts until all has come, and then complete", () => {
  const first = after(sent, receive([came("a", 3)]));
  expect(first).toMatchObject({ status: "partly_received", lines: [{ received: 3 }, { received: 0 }] });
  const events = decidePurchase(receive([came("a", 2), came("b", 2)]), first);
  expect(events.map(({ type }) => type)).toEqual([
    "purchase_order.received.v1",
    "purchase_order.completed.v1",
  ]);
});

test("more than was ordered is taken only if somebody says so, two lines of a part counted together", () => {
  expect(() => after(sent, receive([came("b", 3)]))).toThrow("over_receipt");
  expect(() => after(sent, receive([came("b", 2), came("b", 1)]))).toThrow("over_receipt");
  expect(after(sent, receive([came("b", 3)], true)).lines[1]).toMatchObject({ received: 3, keptOver: 1 });
});

test("a part that is not on the order is refused by name", () => {
  expect(() => after(sent, receive([came("a", 1), came("c", 1)]))).toThrow(
    expect.objectContaining({ code: "not_on_order", details: { parts: ["c"] } }),
  );
});

test("what was rejected stays owed until its replacement is taken or the rest is closed", () => {
  const broken = after(sent, receive([came("a", 3, { damaged: 1, wrong: 1, surplus: 4 }), came("b", 2)]));
  const [line] = broken.lines;
  expect(broken.status).toBe("partly_received");
  expect(line && [outstandingOf(line), line.rejectedOpen, remainingOf(line)]).toEqual([2, 2, 0]);
  expect(after(broken, receive([came("a", 2)]))).toMatchObject({
    status: "complete",
    lines: [{ rejectedOpen: 0 }, {}],
  });
  expect(decidePurchase({ kind: "close_short" }, broken)).toMatchObject([
    { data: { missing: [{ partId: "a", quantity: 2 }] } },
  ]);
});

test("golden purchase events are read today as on their first day", () => {
  const golden = (type: PurchaseEvent["type"]) => ({ type, data: goldenData(type) }) as PurchaseEvent;
  const types = ["drafted", "sent", "received", "completed"] as const;
  const order = types
    .map((type) => golden(`purchase_order.${type}.v1`))
    .reduce(evolvePurchase, emptyPurchase("x"));
  expect(order).toMatchObject({
    number: 1001,
    status: "complete",
    expectedOn: "2026-12-01",
    lines: [{ quantity: 5, unitPriceMinor: 8990, received: 6, keptOver: 1, rejectedOpen: 0 }],
  });
  expect(evolvePurchase(order, golden("purchase_order.closed_short.v1")).status).toBe("closed_short");
  expect(evolvePurchase(order, golden("purchase_order.cancelled.v1")).status).toBe("cancelled");
});

test("whatever is done in whatever order: ordered is received, rejected and remaining, and nothing is below zero", () => {
  const parts = fc.constantFrom("a", "b", "c");
  const few = fc.integer({ min: 0, max: 4 });
  const command: fc.Arbitrary<PurchaseCommand> = fc.oneof(
    fc.record({
      kind: fc.constant("revise" as const),
      lines: fc.uniqueArray(parts, { maxLength: 3 }).map((ids) => ids.map((id, n) => ordered(id, n * 2 + 1))),
    }),
    fc.record({ kind: fc.constant("send" as const), expectedOn: fc.constant("2026-12-01") }),
    fc.record({
      kind: fc.constant("receive" as const),
      receiptId: fc.uuid(),
      keepOver: fc.boolean(),
      lines: fc.array(fc.record({ partId: parts, accepted: few, damaged: few, wrong: few, surplus: few }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
    fc.record({ kind: fc.constant("close_short" as const) }),
    fc.record({ kind: fc.constant("cancel" as const) }),
  );
  const seen = new Set<PurchaseStatus>();
  fc.assert(
    fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
      let order = draft;
      const entered = new Map<string, number>();
      for (const each of [{ kind: "send", expectedOn: "2026-12-01" } as const, ...commands]) {
        try {
          const events = decidePurchase(each, order);
          order = events.reduce(evolvePurchase, order);
          for (const event of events) {
            if (event.type !== "purchase_order.received.v1") continue;
            for (const { partId, accepted } of event.data.lines)
              entered.set(partId, (entered.get(partId) ?? 0) + accepted);
          }
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
        seen.add(order.status);
        for (const line of order.lines) {
          expect(line.received).toBe(entered.get(line.partId) ?? 0);
          expect(line.received).toBeLessThanOrEqual(line.quantity + line.keptOver);
          expect(line.received - line.keptOver + line.rejectedOpen + remainingOf(line)).toBe(line.quantity);
          for (const pieces of [line.received, line.keptOver, line.rejectedOpen, remainingOf(line)])
            expect(pieces).toBeGreaterThanOrEqual(0);
        }
        if (order.status === "complete")
          expect(order.lines.every((line) => outstandingOf(line) === 0)).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
  expect([...seen].toSorted()).toEqual(["cancelled", "closed_short", "complete", "partly_received", "sent"]);
});
