import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import { goldenData } from "@/test-support/golden";
import type { StockEvent } from "../contract/stock-events";
import { explainBackwards } from "./balances";
import {
  decide,
  effectOf,
  emptyStock,
  evolve,
  type Losing,
  reservationsThatLose,
  reservedOf,
  type Stock,
  type StockCommand,
} from "./stock";

const level = { partId: "display", warehouseId: "be-gent" };
const stock = (onHand: number, ...reservations: Stock["reservations"]): Stock => ({
  ...emptyStock(level),
  onHand,
  reservations,
});
const noon = "2026-11-02T12:00:00.000Z";
const one = (quantity: number, expiresAt: string | null = null) => ({
  id: "r1",
  orderId: "o1",
  quantity,
  expiresAt,
});
const reserve = (quantity: number, orderId = "o2"): StockCommand => ({
  kind: "reserve",
  reservation: { id: "r2", orderId, quantity, expiresAt: null },
});

test("a part is reserved only if it is available", () => {
  expect(decide(reserve(1), stock(2, one(1)), noon)).toMatchObject([{ type: "stock.reserved.v1" }]);
  expect(() => decide(reserve(2), stock(2, one(1)), noon)).toThrow("stock_not_available");
});

test("what has expired is given back before it is asked for", () => {
  expect(decide(reserve(2), stock(2, one(1, noon)), noon)).toMatchObject([
    { type: "stock.released.v1", data: { reason: "expired" } },
    { type: "stock.reserved.v1" },
  ]);
});

test("the same reservation again changes nothing, another quantity is a conflict", () => {
  expect(decide(reserve(1, "o1"), stock(2, one(1)), noon)).toEqual([]);
  expect(() => decide(reserve(2, "o1"), stock(2, one(1)), noon)).toThrow("conflict");
});

test("what is reserved for others can't be picked", () => {
  const pick: StockCommand = { kind: "pick", quantity: 2, transferId: "t" };
  expect(() => decide(pick, stock(2, one(1)), noon)).toThrow("stock_not_available");
});

const count = (counted: number, expected: number, losing: Losing[] = []): StockCommand => ({
  kind: "count",
  countId: "c1",
  counted,
  expected,
  losing,
});
const held = (id: string, quantity: number, expiresAt: string | null = null) => ({
  id,
  orderId: `order-${id}`,
  quantity,
  expiresAt,
});

test("what was counted is what is there, and the difference is kept", () => {
  const [event] = decide(count(5, 3), stock(3), noon);
  expect(event).toMatchObject({ type: "stock.counted.v1", data: { onHand: 5, difference: 2, lost: [] } });
  expect(decide(count(3, 3), stock(3), noon)).toMatchObject([{ data: { onHand: 3, difference: 0 } }]);
});

test("a level that moved since it was counted is not overwritten", () => {
  expect(() => decide(count(3, 3), stock(2), noon)).toThrow("count_outdated");
});

test("nobody loses a reservation by a count unless they were named", () => {
  const both = stock(3, held("1", 2), held("2", 1));
  expect(() => decide(count(2, 3), both, noon)).toThrow("count_takes_reserved");
  expect(() => decide(count(2, 3, [{ partId: "other", orderId: "order-2" }]), both, noon)).toThrow(
    "count_takes_reserved",
  );
  const events = decide(count(2, 3, [{ partId: "display", orderId: "order-2" }]), both, noon);
  expect(events).toMatchObject([
    { data: { lost: [{ reservationId: "2", orderId: "order-2", quantity: 1 }] } },
  ]);
  const after = events.reduce(evolve, both);
  expect([after.onHand, reservedOf(after)]).toEqual([2, 2]);
});

test("what would end soonest is lost first, then the newest", () => {
  const soon = "2026-11-02T13:00:00.000Z";
  const later = "2026-11-03T13:00:00.000Z";
  const all = stock(4, held("1", 1, soon), held("2", 1), held("3", 1), held("4", 1, later));
  const lost = (onHand: number) => reservationsThatLose(all, onHand).map(({ id }) => id);
  expect(lost(4)).toEqual([]);
  expect(lost(3)).toEqual(["1"]);
  expect(lost(2).toSorted()).toEqual(["1", "4"]);
  expect(lost(1).toSorted()).toEqual(["1", "3", "4"]);
  expect(lost(0)).toHaveLength(4);
});

test("a reservation that has expired is in no count's way", () => {
  expect(decide(count(0, 1), stock(1, one(1, noon)), noon)).toMatchObject([
    { type: "stock.released.v1", data: { reason: "expired" } },
    { type: "stock.counted.v1", data: { difference: -1, lost: [] } },
  ]);
});

test("golden stock events are read today as on their first day", () => {
  const golden = (type: StockEvent["type"]) => ({ type, data: goldenData(type) }) as StockEvent;
  const opened = evolve(
    emptyStock({ partId: "macbook-display", warehouseId: "be-gent" }),
    golden("stock.opened.v1"),
  );
  expect(opened.onHand).toBe(2);
  const reserved = evolve(opened, golden("stock.reserved.v1"));
  expect(reservedOf(reserved)).toBe(1);
  expect(evolve(reserved, golden("stock.reservation_extended.v1")).reservations[0]?.expiresAt).toBeNull();
  expect(reservedOf(evolve(reserved, golden("stock.released.v1")))).toBe(0);
  expect(evolve(reserved, golden("stock.picked.v1")).onHand).toBe(1);
  expect(evolve(reserved, golden("stock.arrived.v1")).onHand).toBe(3);
  const counted = evolve(reserved, golden("stock.counted.v1"));
  expect([counted.onHand, reservedOf(counted)]).toEqual([1, 0]);
});

test("whatever is asked in whatever order: never more promised than there is, nothing lost, nothing twice", () => {
  const orders = fc.constantFrom("a", "b", "c", "d");
  const pieces = fc.integer({ min: 1, max: 4 });
  const minute = fc.integer({ min: 0, max: 59 });
  const at = (n: number) => `2026-11-02T12:${String(n).padStart(2, "0")}:00.000Z`;
  const commands = fc.oneof(
    fc.record({
      kind: fc.constant("reserve" as const),
      orderId: orders,
      quantity: pieces,
      until: fc.option(minute),
    }),
    fc.record({ kind: fc.constant("release" as const), orderId: orders }),
    fc.record({ kind: fc.constant("extend" as const), orderId: orders, until: fc.option(minute) }),
    fc.record({ kind: fc.constant("pick" as const), quantity: pieces }),
    fc.record({ kind: fc.constant("put" as const), quantity: pieces }),
    fc.record({
      kind: fc.constant("count" as const),
      quantity: fc.integer({ min: 0, max: 8 }),
      /** By how much the level moved since it was counted. */
      off: fc.constantFrom(0, 0, 0, 1),
      agreed: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("look" as const) }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8 }), fc.array(commands, { maxLength: 40 }), (onHand, asked) => {
      let state = stock(onHand);
      let moved = onHand;
      const told: { told: StockEvent }[] = [
        { told: { type: "stock.opened.v1", data: { ...level, onHand } } },
      ];
      asked.forEach((wanted, index) => {
        const command = commandOf(wanted, index, state);
        const now = at(index);
        try {
          const events = decide(command, state, now);
          if (command.kind === "count") moved = command.counted;
          state = events.reduce(changedAsSaid, state);
          told.unshift(...events.map((event) => ({ told: event })).toReversed());
          if (command.kind === "pick") moved -= command.quantity;
          if (command.kind === "put") moved += command.quantity;
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
        expect(reservedOf(state)).toBeLessThanOrEqual(state.onHand);
        expect(state.onHand).toBe(moved);
        const holders = state.reservations.map(({ orderId }) => orderId);
        expect(new Set(holders).size).toBe(holders.length);
        expect(state.onHand).toBeGreaterThanOrEqual(0);
      });
      const now = { onHand: state.onHand, reserved: reservedOf(state) };
      expect(explainBackwards(now, told).before).toEqual({ onHand: 0, reserved: 0 });
    }),
    { numRuns: 2_000 },
  );
  function commandOf(
    wanted: {
      kind: string;
      orderId?: string;
      quantity?: number;
      until?: number | null;
      off?: number;
      agreed?: boolean;
    },
    index: number,
    state: Stock,
  ): StockCommand {
    const { kind, orderId = "", quantity = 1, until = null } = wanted;
    const expiresAt = until === null ? null : at(until);
    switch (kind) {
      case "reserve":
        return { kind, reservation: { id: `r${index}`, orderId, quantity, expiresAt } };
      case "release":
        return { kind, orderId, reason: "given_back" };
      case "extend":
        return { kind, orderId, expiresAt };
      case "pick":
      case "put":
        return { kind, quantity, transferId: `t${index}` };
      case "count": {
        const losing = state.reservations.map(({ orderId }) => ({ partId: "display", orderId }));
        return count(quantity, state.onHand + (wanted.off ?? 0), wanted.agreed ? losing : []);
      }
      default:
        return { kind: "look" };
    }
  }
});

/** The stock after an event, which must change it by what `effectOf` says. */
function changedAsSaid(before: Stock, event: StockEvent): Stock {
  const after = evolve(before, event);
  const change = { onHand: after.onHand - before.onHand, reserved: reservedOf(after) - reservedOf(before) };
  expect(change).toEqual(effectOf(event));
  return after;
}
