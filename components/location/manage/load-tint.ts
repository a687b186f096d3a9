/** How full a centre's day is, in the classes that map, legend and table share. */
export type LoadClass = "none" | "idle" | "low" | "medium" | "high" | "over";

export const loadClasses: readonly LoadClass[] = ["none", "idle", "low", "medium", "high", "over"];

/** More than this needs a manager. */
export const overPercent = 90;

/** The class of a load in percent; null is a day without capacity. */
export function loadClass(percent: number | null): LoadClass {
  if (percent === null) return "none";
  if (percent > overPercent) return "over";
  if (percent >= 75) return "high";
  if (percent >= 50) return "medium";
  return percent >= 25 ? "low" : "idle";
}

/** Share of ink-side colour in each class: one hue, ever darker on paper, told apart without seeing colours. */
const shares: Record<LoadClass, number> = { none: 0, idle: 0.14, low: 0.3, medium: 0.5, high: 0.74, over: 1 };

/** Pixels on the map from far; size says the same as the tint. */
export const loadRadius: Record<LoadClass, number> = {
  none: 3,
  idle: 3.8,
  low: 4.6,
  medium: 5.4,
  high: 6.6,
  over: 8,
};

/** The tint of a class between the ground and the signal colour, both as #rrggbb. */
export function loadTint(of: LoadClass, ground: string, signal: string): string {
  return mix(ground, signal, shares[of]);
}

/** A colour on the way from one to another, both as #rgb or #rrggbb; `share` 0 is the first. */
export function mix(from: string, to: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [long(from), long(to)].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round((a ?? 0) + ((b ?? 0) - (a ?? 0)) * share);
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** #fff → #ffffff: stylesheets come shortened. */
function long(colour: string): string {
  return colour.length === 4 ? colour.replaceAll(/[0-9a-f]/gi, "$&$&") : colour;
}
