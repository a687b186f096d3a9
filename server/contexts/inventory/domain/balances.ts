import type { StockEvent } from "../contract/stock-events";
import { effectOf } from "./stock";

export interface Balance {
  onHand: number;
  reserved: number;
}

export interface Explained<Event> {
  event: Event;
  change: Balance;
  /** What stood there once it had happened. */
  after: Balance;
}

/**
 * Goes back from what stands there now: each event with its change and the balance after it, and what stood before
 * the first of them. Events come newest first.
 */
export function explainBackwards<Event extends { told: StockEvent }>(
  now: Balance,
  events: readonly Event[],
): { explained: Explained<Event>[]; before: Balance } {
  let after = now;
  const explained = events.map((event) => {
    const change = effectOf(event.told);
    const one = { event, change, after };
    after = { onHand: after.onHand - change.onHand, reserved: after.reserved - change.reserved };
    return one;
  });
  return { explained, before: after };
}
