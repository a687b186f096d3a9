/** One line of a bench: a figure, what it is held against (measured in the same run), and the goal. */
export interface BenchResult {
  bench: string;
  metric: string;
  value: number;
  baseline: number | null;
  ratio: number | null;
  goal: string;
  holds: boolean;
}

interface Goal {
  /** Which figure the goal speaks of: the value itself, or its ratio to the baseline. */
  of: "value" | "ratio";
  atMost?: number;
  atLeast?: number;
}

/** Middle value; the benches quote it because a shared machine has bad moments. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Nearest-rank percentile, `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError("no values");
  const sorted = [...values].sort((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[index] ?? Number.NaN;
}

/** Judges a figure by its goal in goals.json. */
export function judge(
  goals: Readonly<Record<string, Goal>>,
  bench: string,
  metric: string,
  value: number,
  baseline: number | null,
): BenchResult {
  const goal = goals[`${bench}.${metric}`];
  if (goal === undefined) throw new Error(`bench/goals.json has no goal for ${bench}.${metric}`);
  const ratio = baseline === null ? null : value / baseline;
  const judged = goal.of === "value" ? value : ratio;
  if (judged === null) throw new Error(`${bench}.${metric} is judged by its ratio but has no baseline`);
  const holds = judged <= (goal.atMost ?? Number.POSITIVE_INFINITY) && judged >= (goal.atLeast ?? 0);
  const bound = goal.atMost === undefined ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
  return { bench, metric, value, baseline, ratio, goal: `${goal.of} ${bound}`, holds };
}
