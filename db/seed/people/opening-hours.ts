export type OpeningHours = { weekday: number; opensMinute: number; closesMinute: number };

/** Weekdays (Monday 1) and Saturday, as "9:30-18:30"; a second span after a break where shops keep one. */
const HABITS: Record<string, { week: string; saturday: string; sunday?: string }> = {
  AT: { week: "9-18", saturday: "9-15" },
  BE: { week: "10-18:30", saturday: "10-18" },
  BG: { week: "9:30-19", saturday: "10-17" },
  CH: { week: "9-18:30", saturday: "9-17" },
  CZ: { week: "9-18:30", saturday: "9-13" },
  DE: { week: "9:30-19", saturday: "10-16" },
  DK: { week: "10-17:30", saturday: "10-15" },
  EE: { week: "10-19", saturday: "10-16" },
  ES: { week: "9:30-14,16:30-20", saturday: "10-14" },
  FI: { week: "9-18", saturday: "10-16" },
  FR: { week: "9:30-12:30,13:30-19", saturday: "10-18" },
  GB: { week: "9-18", saturday: "10-17", sunday: "11-16" },
  GR: { week: "9-14,17-20:30", saturday: "9-15" },
  HR: { week: "9-20", saturday: "9-14" },
  HU: { week: "9-18", saturday: "9-13" },
  IE: { week: "9:30-18", saturday: "10-17" },
  IS: { week: "10-18", saturday: "11-16" },
  IT: { week: "9:30-13,15-19:30", saturday: "10-13,15-18" },
  LT: { week: "10-19", saturday: "10-16" },
  LU: { week: "9-18", saturday: "10-17" },
  LV: { week: "10-19", saturday: "10-16" },
  NL: { week: "9:30-18", saturday: "9:30-17" },
  NO: { week: "10-18", saturday: "10-16" },
  PL: { week: "9-19", saturday: "10-15" },
  PT: { week: "9:30-19", saturday: "10-13" },
  RO: { week: "9-19", saturday: "10-15" },
  SE: { week: "10-18", saturday: "11-15" },
  SI: { week: "9-18", saturday: "9-13" },
  SK: { week: "9-18", saturday: "9-12" },
};

function minuteOf(clock: string): number {
  const [hour = "0", minute = "0"] = clock.split(":");
  return Number(hour) * 60 + Number(minute);
}

function spansOn(weekday: number, spans: string | undefined): OpeningHours[] {
  return (spans?.split(",") ?? []).map((span) => {
    const [opens = "", closes = ""] = span.split("-");
    return { weekday, opensMinute: minuteOf(opens), closesMinute: minuteOf(closes) };
  });
}

/** When a country's centres are open, by ISO weekday. */
export function openingHoursIn(country: string): OpeningHours[] {
  const habit = HABITS[country];
  if (!habit) throw new Error(`There are no opening hours for ${country}`);
  const week = [1, 2, 3, 4, 5].flatMap((weekday) => spansOn(weekday, habit.week));
  return [...week, ...spansOn(6, habit.saturday), ...spansOn(7, habit.sunday)];
}
