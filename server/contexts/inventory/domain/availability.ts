/** Pieces that come; null: on their way without a date. */
export interface Coming {
  on: string | null;
  quantity: number;
}

/**
 * What can be promised from when on: what is free and what comes until then, less what orders wait for. Pieces
 * without a date are on their way and come before those that are only ordered. Below zero is what is short.
 */
export function promiseByDate(
  free: number,
  required: number,
  coming: readonly Coming[],
): { on: string | null; available: number }[] {
  const days = [...new Set(coming.map(({ on }) => on ?? ""))].toSorted();
  let available = free - required;
  return days.map((day) => {
    for (const { on, quantity } of coming) if ((on ?? "") === day) available += quantity;
    return { on: day === "" ? null : day, available };
  });
}
