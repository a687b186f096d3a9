/** How long a slot is kept for someone who is still typing, and for an order that is being made. */
export const holdRules = {
  holdMinutes: 10,
  claimMinutes: 15,
  extensions: 2,
  openPerClient: 3,
  /** How many free starts are named to someone who came too late, out of how many days. */
  nearest: 6,
  nearestDays: 8,
} as const;

export function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}

/** When a hold was made: its id carries the moment (UUID version 7). Undefined for an id that is none of ours. */
function madeAt(holdId: string): Date | undefined {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7/i.test(holdId)) return undefined;
  return new Date(Number.parseInt(holdId.slice(0, 8) + holdId.slice(9, 13), 16));
}

/** A hold that is gone was let go after its time; an id that can't have been held was never there. */
export function whyHoldIsGone(holdId: string, now: Date): "hold_expired" | "hold_not_found" {
  const made = madeAt(holdId);
  const month = 30 * 24 * 60;
  return made !== undefined && made <= now && minutesAfter(made, month) > now
    ? "hold_expired"
    : "hold_not_found";
}
