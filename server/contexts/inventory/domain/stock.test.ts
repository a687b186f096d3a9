import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import { goldenData } from "@/test-support/golden";
import type { StockEvent } from "../contract/stock-events";
import { decide, emptyStock, evolve, reservedOf, type Stock, type StockCommand } from "./stock";

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
    fc.record({ kind: fc.constant("look" as const) }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8 }), fc.array(commands, { maxLength: 40 }), (onHand, asked) => {
      let state = stock(onHand);
      let moved = onHand;
      asked.forEach((wanted, index) => {
        const command = commandOf(wanted, index);
        const now = at(index);
        try {
          const events = decide(command, state, now);
          state = events.reduce(evolve, state);
          if (command.kind === "pick") moved -= command.quantity;
          if (command.kind === "put") moved += command.quantity;
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
        expect(reservedOf(state)).toBeLessThanOrEqual(state.onHand);
        expect(state.onHand).toBe(moved);
        const holders = state.reservations.map(({ orderId }) => orderId);
        expect(new Set(holders).size).toBe(holders.length);
      });
    }),
  );
  function commandOf(
    wanted: { kind: string; orderId?: string; quantity?: number; until?: number | null },
    index: number,
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
      default:
        return { kind: "look" };
    }
  }
});
