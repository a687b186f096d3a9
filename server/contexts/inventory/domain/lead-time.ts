const dayMillis = 24 * 60 * 60 * 1000;
/** So many deliveries are needed before they say more than the supplier does. */
const enough = 5;

/** How long a supplier takes for a part, in working days. */
export interface LeadTime {
  /** What the supplier says. */
  statedDays: number;
  /** The median of what was measured; null while there are too few deliveries. */
  measuredDays: number | null;
  /** From so many deliveries. */
  deliveries: number;
}

export function leadTimeOf(statedDays: number, measured: readonly number[]): LeadTime {
  const measuredDays = measured.length < enough ? null : median(measured);
  return { statedDays, measuredDays, deliveries: measured.length };
}

/** What is counted with: what was measured before what was said. */
export function countedDays({ measuredDays, statedDays }: LeadTime): number {
  return measuredDays ?? statedDays;
}

/** The middle one; of an even number the later of the two in the middle. */
function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** `YYYY-MM-DD`, so many working days later; Saturdays and Sundays are none. */
export function afterWorkingDays(day: string, workingDays: number): string {
  let at = Date.parse(day);
  for (let left = workingDays; left > 0 || isWeekend(at); ) {
    at += dayMillis;
    if (!isWeekend(at)) left -= 1;
  }
  return new Date(at).toISOString().slice(0, 10);
}

/** How many working days lie between two days, the second one counted. */
export function workingDaysBetween(from: string, to: string): number {
  let days = 0;
  for (let at = Date.parse(from) + dayMillis; at <= Date.parse(to); at += dayMillis) {
    if (!isWeekend(at)) days += 1;
  }
  return days;
}

function isWeekend(at: number): boolean {
  const weekday = new Date(at).getUTCDay();
  return weekday === 0 || weekday === 6;
}
