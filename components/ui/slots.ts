export interface Slot {
  start: string;
  end: string;
  available: boolean;
  reason?: string;
}

export interface SlotDay {
  /** The centre's calendar date. */
  date: string;
  slots: Slot[];
  /** Why the day has nothing free, where that is known of the day as a whole. */
  reason?: string;
  /** The holiday's own name. */
  note?: string;
}

export function freeSlots(day: SlotDay | undefined): Slot[] {
  return day?.slots.filter((slot) => slot.available) ?? [];
}

export function firstFree(days: SlotDay[]): { date: string; slot: Slot } | undefined {
  for (const day of days) {
    const slot = freeSlots(day)[0];
    if (slot) return { date: day.date, slot };
  }
  return undefined;
}

/** Why nothing is free: the day's own reason, else the one most slots give; a day without slots is closed. */
export function reasonOf(day: SlotDay | undefined): string {
  if (day === undefined) return "beyond";
  if (day.reason !== undefined) return day.reason;
  if (day.slots.length === 0) return "closed";
  const counts = new Map<string, number>();
  for (const { reason = "full" } of day.slots) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "full";
}
