import { DomainError } from "@/server/kernel/errors";
import type { StockEvent } from "../contract/stock-events";
import type { WriteOffReason } from "./transfer";

export interface Reservation {
  id: string;
  orderId: string;
  quantity: number;
  /** Null: until it is used or released. */
  expiresAt: string | null;
}

/** The stock of a part in a warehouse as its events tell it. */
export interface Stock {
  partId: string;
  warehouseId: string;
  onHand: number;
  reservations: readonly Reservation[];
}

export type StockCommand =
  | { kind: "reserve"; reservation: Reservation }
  | { kind: "release"; orderId: string; reason: "given_back" | "moved" }
  | { kind: "extend"; orderId: string; expiresAt: string | null }
  /** Nothing but what expired goes. */
  | { kind: "look" }
  | { kind: "pick"; quantity: number; transferId: string }
  | { kind: "put"; quantity: number; transferId: string }
  | { kind: "write_off"; quantity: number; transferId: string; as: WriteOffReason }
  | CountCommand;

/** Part and order of a reservation that somebody agreed to lose. */
export interface Losing {
  partId: string;
  orderId: string;
}

interface CountCommand {
  kind: "count";
  countId: string;
  counted: number;
  /** What stood in the books when it was counted. */
  expected: number;
  losing: readonly Losing[];
}

export function emptyStock(level: { partId: string; warehouseId: string }): Stock {
  return { partId: level.partId, warehouseId: level.warehouseId, onHand: 0, reservations: [] };
}

export function reservedOf({ reservations }: Stock): number {
  return reservations.reduce((sum, { quantity }) => sum + quantity, 0);
}

function availableOf(stock: Stock): number {
  return stock.onHand - reservedOf(stock);
}

/** What follows from a command at a time, after what expired by then has gone; or a typed refusal. */
export function decide(command: StockCommand, stock: Stock, now: string): StockEvent[] {
  const expired = stock.reservations
    .filter(({ expiresAt }) => expiresAt !== null && expiresAt <= now)
    .map((reservation) => released(stock, reservation, "expired"));
  const living = expired.reduce(evolve, stock);
  return [...expired, ...decided(command, living)];
}

function decided(command: StockCommand, stock: Stock): StockEvent[] {
  const level = { partId: stock.partId, warehouseId: stock.warehouseId };
  switch (command.kind) {
    case "look":
      return [];
    case "reserve":
      return reserve(command.reservation, stock);
    case "release":
      return stock.reservations
        .filter(({ orderId }) => orderId === command.orderId)
        .map((reservation) => released(stock, reservation, command.reason));
    case "extend": {
      const found = stock.reservations.find(({ orderId }) => orderId === command.orderId);
      if (found === undefined) throw new DomainError("not_found");
      if (found.expiresAt === command.expiresAt) return [];
      const { id: reservationId, orderId, quantity } = found;
      const data = { ...level, reservationId, orderId, quantity, expiresAt: command.expiresAt };
      return [{ type: "stock.reservation_extended.v1", data }];
    }
    case "pick":
      partIsTakenOnlyIfAvailable(stock, command.quantity);
      return [
        {
          type: "stock.picked.v1",
          data: { ...level, quantity: command.quantity, transferId: command.transferId },
        },
      ];
    case "put":
      return [
        {
          type: "stock.arrived.v1",
          data: { ...level, quantity: command.quantity, transferId: command.transferId },
        },
      ];
    case "write_off": {
      partIsTakenOnlyIfAvailable(stock, command.quantity);
      const { quantity, transferId, as } = command;
      return [{ type: "stock.written_off.v1", data: { ...level, quantity, transferId, as } }];
    }
    case "count":
      return [counted(command, stock)];
  }
}

function counted({ countId, counted: onHand, expected, losing }: CountCommand, stock: Stock): StockEvent {
  levelStandsAsWhenCounted(stock, expected);
  const lost = reservationsThatLose(stock, onHand);
  reservationsAreLostOnlyIfNamed(stock, lost, losing);
  const { partId, warehouseId } = stock;
  return {
    type: "stock.counted.v1",
    data: {
      partId,
      warehouseId,
      countId,
      onHand,
      difference: onHand - stock.onHand,
      lost: lost.map(({ id, orderId, quantity }) => ({ reservationId: id, orderId, quantity })),
    },
  };
}

function levelStandsAsWhenCounted({ partId, onHand }: Stock, expected: number): void {
  if (onHand !== expected) throw new DomainError("count_outdated", { parts: [partId] });
}

function reservationsAreLostOnlyIfNamed(
  { partId }: Stock,
  lost: readonly Reservation[],
  losing: readonly Losing[],
): void {
  const unnamed = lost.filter(
    ({ orderId }) => !losing.some((each) => each.partId === partId && each.orderId === orderId),
  );
  if (unnamed.length === 0) return;
  throw new DomainError("count_takes_reserved", {
    parts: [partId],
    orders: unnamed.map(({ orderId }) => orderId),
  });
}

/**
 * Which reservations have no pieces left when only so many are there: those that would end soonest go first, then
 * the newest (their ids tell their age).
 */
export function reservationsThatLose({ reservations }: Stock, onHand: number): Reservation[] {
  const end = ({ expiresAt }: Reservation) => expiresAt ?? "9999";
  const byRight = reservations.toSorted((a, b) =>
    end(a) === end(b) ? (a.id < b.id ? -1 : 1) : end(a) > end(b) ? -1 : 1,
  );
  let left = onHand;
  return byRight.filter(({ quantity }) => {
    if (quantity > left) return true;
    left -= quantity;
    return false;
  });
}

/** An order has one reservation of a part; the same again is no change, another quantity a conflict. */
function reserve({ id, orderId, quantity, expiresAt }: Reservation, stock: Stock): StockEvent[] {
  const before = stock.reservations.find((reservation) => reservation.orderId === orderId);
  if (before !== undefined) {
    if (before.quantity !== quantity) throw new DomainError("conflict", { reserved: before.quantity });
    return [];
  }
  partIsTakenOnlyIfAvailable(stock, quantity);
  const { partId, warehouseId } = stock;
  const data = { partId, warehouseId, reservationId: id, orderId, quantity, expiresAt };
  return [{ type: "stock.reserved.v1", data }];
}

function partIsTakenOnlyIfAvailable(stock: Stock, quantity: number): void {
  const available = availableOf(stock);
  if (quantity > available) {
    throw new DomainError("stock_not_available", { partId: stock.partId, wanted: quantity, available });
  }
}

function released(
  { partId, warehouseId }: Stock,
  { id: reservationId, orderId, quantity }: Reservation,
  reason: "given_back" | "expired" | "moved",
): StockEvent {
  return {
    type: "stock.released.v1",
    data: { partId, warehouseId, reservationId, orderId, quantity, reason },
  };
}

/** The stock after one more event. */
export function evolve(stock: Stock, event: StockEvent): Stock {
  const others = (id: string) => stock.reservations.filter((reservation) => reservation.id !== id);
  switch (event.type) {
    case "stock.opened.v1":
      return { ...stock, onHand: event.data.onHand };
    case "stock.reserved.v1":
    case "stock.reservation_extended.v1": {
      const { reservationId: id, orderId, quantity, expiresAt } = event.data;
      return { ...stock, reservations: [...others(id), { id, orderId, quantity, expiresAt }] };
    }
    case "stock.released.v1":
      return { ...stock, reservations: others(event.data.reservationId) };
    case "stock.picked.v1":
    case "stock.written_off.v1":
      return { ...stock, onHand: stock.onHand - event.data.quantity };
    case "stock.arrived.v1":
      return { ...stock, onHand: stock.onHand + event.data.quantity };
    case "stock.counted.v1": {
      const gone = new Set(event.data.lost.map(({ reservationId }) => reservationId));
      const reservations = stock.reservations.filter(({ id }) => !gone.has(id));
      return { ...stock, onHand: event.data.onHand, reservations };
    }
  }
}

/** By how much an event changes what lies there and what of it is promised. */
export function effectOf(event: StockEvent): { onHand: number; reserved: number } {
  switch (event.type) {
    case "stock.opened.v1":
      return { onHand: event.data.onHand, reserved: 0 };
    case "stock.reserved.v1":
      return { onHand: 0, reserved: event.data.quantity };
    case "stock.reservation_extended.v1":
      return { onHand: 0, reserved: 0 };
    case "stock.released.v1":
      return { onHand: 0, reserved: -event.data.quantity };
    case "stock.picked.v1":
    case "stock.written_off.v1":
      return { onHand: -event.data.quantity, reserved: 0 };
    case "stock.arrived.v1":
      return { onHand: event.data.quantity, reserved: 0 };
    case "stock.counted.v1":
      return {
        onHand: event.data.difference,
        reserved: event.data.lost.reduce((left, { quantity }) => left - quantity, 0),
      };
  }
}
