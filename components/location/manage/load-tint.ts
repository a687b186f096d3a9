/** How full a centre's day is, in the classes that map, legend and table share. */
export type LoadClass = "none" | "low" | "medium" | "high" | "over";

export const loadClasses: readonly LoadClass[] = ["none", "low", "medium", "high", "over"];

/** More than this needs a manager. */
export const overPercent = 90;

/** The class of a load in percent; null is a day without capacity. */
export function loadClass(percent: number | null): LoadClass {
  if (percent === null) return "none";
  if (percent > overPercent) return "over";
  if (percent >= 75) return "high";
  return percent >= 50 ? "medium" : "low";
}

/** Share of ink-side colour in each class: one hue, ever darker on paper, told apart without seeing colours. */
const shares: Record<LoadClass, number> = { none: 0, low: 0.18, medium: 0.42, high: 0.7, over: 1 };

/** Pixels on the map from far; size says the same as the tint. */
export const loadRadius: Record<LoadClass, number> = { none: 3.2, low: 4.2, medium: 5.4, high: 6.6, over: 8 };

/** The tint of a class between the ground and the signal colour, both as #rrggbb. */
export function loadTint(of: LoadClass, ground: string, signal: string): string {
  return mix(ground, signal, shares[of]);
}

/** A colour on the way from one to another; `share` 0 is the first. */
export function mix(from: string, to: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [from, to].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round((a ?? 0) + ((b ?? 0) - (a ?? 0)) * share);
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
