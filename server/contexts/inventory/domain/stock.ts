import { DomainError } from "@/server/kernel/errors";
import type { StockEvent } from "../contract/stock-events";

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
  | { kind: "put"; quantity: number; transferId: string };

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
  }
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
      return { ...stock, onHand: stock.onHand - event.data.quantity };
    case "stock.arrived.v1":
      return { ...stock, onHand: stock.onHand + event.data.quantity };
  }
}
