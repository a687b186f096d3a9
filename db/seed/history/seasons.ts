import type { DeviceKind } from "../catalogue/devices";

/** Middle of each month against the year's mean: quiet summer, back to school, a dip before Christmas. */
const MONTHS = [1.12, 1.02, 1, 0.97, 0.94, 0.92, 0.84, 0.94, 1.24, 1.12, 1.05, 0.86];
const WEEKDAYS = [1.26, 1.1, 1, 0.98, 1.04, 0.8, 0.45];
const GROWTH_PER_YEAR = 0.14;

/** What comes in more in some months: consoles after Christmas, school laptops in September, fans in the heat. */
const KIND_MONTHS: Partial<Record<DeviceKind, Partial<Record<number, number>>>> = {
  console: { 1: 1.7, 2: 1.3, 7: 0.7, 8: 0.8, 12: 1.3 },
  laptop: { 8: 1.2, 9: 1.45, 10: 1.15, 1: 1.1 },
  tablet: { 1: 1.3, 9: 1.2 },
  phone: { 6: 1.15, 7: 1.3, 8: 1.3 },
  desktop: { 6: 1.15, 7: 1.25, 8: 1.2 },
  printer: { 1: 1.15, 4: 1.2, 9: 1.2 },
};

const KIND_SHARES: Record<DeviceKind, number> = {
  laptop: 38,
  phone: 21,
  desktop: 10,
  tablet: 8,
  console: 8,
  printer: 6,
  all_in_one: 4,
  monitor: 5,
};

/** Demand on a date (`YYYY-MM-DD`) against an ordinary day: month, weekday and the days round the turn of the year. */
export function demandOn(date: string, weekday: number): number {
  const month = Number(date.slice(5, 7));
  const dayOfMonth = Number(date.slice(8, 10));
  const towards = dayOfMonth < 15 ? (month + 10) % 12 : month % 12;
  const here = MONTHS[month - 1] ?? 1;
  const there = MONTHS[towards] ?? 1;
  const share = Math.abs(dayOfMonth - 15) / 30;
  const turnOfYear = (month === 12 && dayOfMonth >= 22) || (month === 1 && dayOfMonth <= 2) ? 0.5 : 1;
  return (here * (1 - share) + there * share) * (WEEKDAYS[weekday - 1] ?? 1) * turnOfYear;
}

/** The network grows by a seventh a year; 1 in the middle of the two years. */
export function growthOn(day: number, days: number): number {
  return (1 + GROWTH_PER_YEAR) ** ((day - days / 2) / 365);
}

export function kindShare(kind: DeviceKind, month: number): number {
  return KIND_SHARES[kind] * (KIND_MONTHS[kind]?.[month] ?? 1);
}
