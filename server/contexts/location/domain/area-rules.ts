import type { AreaGeometry } from "../contract/area-geometry";

/** More corners than a person draws; country borders with their islands stay far below. */
const maxCorners = 20_000;

export type AreaFault = "too_many_corners" | "ring_too_short" | "ring_not_closed";

/** What is wrong with an area before any geometry is asked; undefined when nothing is. */
export function areaFault(area: AreaGeometry): AreaFault | undefined {
  const polygons = area.type === "Polygon" ? [area.coordinates] : area.coordinates;
  const rings = polygons.flat();
  if (rings.reduce((total, ring) => total + ring.length, 0) > maxCorners) return "too_many_corners";
  for (const ring of rings) {
    if (ring.length < 4) return "ring_too_short";
    const first = ring[0];
    const last = ring.at(-1);
    if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) return "ring_not_closed";
  }
  return undefined;
}

/** PostGIS's words as a stable reason: "Self-intersection[4 51]" → "self_intersection". */
export function reasonOfInvalidity(words: string): string {
  const [phrase = ""] = words.split("[");
  return phrase
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, "_");
}
