import type { Method } from "../contract/methods";
import type { DayFrame, Span } from "./day-frame";

export type SlotReason = "full" | "closed" | "holiday" | "past" | "too_soon" | "no_skill" | "beyond";

/** What can be taken by one order at a time, with when it works (wall minutes by ISO weekday). */
export interface Lane {
  id: string;
  shifts: readonly (Span & { weekday: number })[];
  absentOn: ReadonlySet<string>;
  /** Epoch minutes that orders and holds have, by start. */
  taken: readonly Span[];
}

/** Everything that decides about a centre's free slots, for one method. */
export interface Schedule {
  method: Method;
  frames: readonly DayFrame[];
  opening: readonly (Span & { weekday: number })[];
  /** Days on which the centre is closed though the weekday says open. */
  closedOn: ReadonlyMap<string, { reason: "holiday" | "closed"; name: string }>;
  /** Only lanes that can do it: the kind for the method, the skill for the device. */
  lanes: readonly Lane[];
  durationMinutes: number;
  /** Epoch minutes. */
  now: number;
}

export interface SlotOffer {
  start: number;
  end: number;
  available: boolean;
  reason?: SlotReason;
}

export interface DayOffer {
  date: string;
  slots: SlotOffer[];
  /** Why the day has nothing free. */
  reason?: SlotReason;
  /** The holiday's or closure's name. */
  note?: string;
}

export const slotRules = {
  gridMinutes: 30,
  /** A slot starts at least this long from now. */
  leadMinutes: 60,
  horizonDays: 60,
  pickupWindowMinutes: 120,
  /** Of each day's technician time this share stays free for emergencies. */
  emergencyShare: 0.1,
} as const;
