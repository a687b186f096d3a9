import type { Span } from "./day-frame";

/** What two lists of spans have in common. */
export function intersection(some: readonly Span[], others: readonly Span[]): Span[] {
  return some.flatMap((a) =>
    others
      .map((b) => ({ from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) }))
      .filter((span) => span.from < span.until),
  );
}

/** What is left of spans when others are taken out of them. */
export function difference(spans: readonly Span[], taken: readonly Span[]): Span[] {
  let left = [...spans];
  for (const cut of taken) {
    left = left.flatMap((span) => {
      if (cut.until <= span.from || cut.from >= span.until) return [span];
      const before = { from: span.from, until: cut.from };
      const after = { from: cut.until, until: span.until };
      return [before, after].filter((part) => part.from < part.until);
    });
  }
  return left;
}

export function minutesIn(spans: readonly Span[]): number {
  return spans.reduce((total, span) => total + span.until - span.from, 0);
}
