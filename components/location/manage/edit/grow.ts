import { buffer, simplify } from "@turf/turf";
import { round, type Shape } from "./shape";

/**
 * The area wider by some kilometres all round, or narrower when they are negative; null where nothing would be left.
 * Corners are rounded to a tenth of a metre.
 */
export function grown(shape: Shape, kilometers: number): Shape | null {
  const wide = buffer({ type: "MultiPolygon", coordinates: shape }, kilometers, {
    units: "kilometers",
    steps: 6,
  });
  const geometry = wide?.geometry;
  if (geometry === undefined) return null;
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const kept = parts
    .map((rings) =>
      rings
        .map((ring) => withoutRepeats(ring.map(([lng = 0, lat = 0]) => [round(lng), round(lat)])))
        .filter((ring) => ring.length >= 4),
    )
    .filter((rings) => rings.length > 0);
  return kept.length === 0 ? null : kept;
}

/** About 300 m: no more than a border on this map can be told by. */
const simplerDegrees = 0.003;

/** The same area with fewer corners, each side at most some 300 m from where it was. */
export function simpler(shape: Shape): Shape {
  const area = { type: "MultiPolygon" as const, coordinates: shape };
  return simplify(area, { tolerance: simplerDegrees, highQuality: true, mutate: false }).coordinates;
}

function withoutRepeats(ring: number[][]): number[][] {
  return ring.filter(
    (point, index) => index === 0 || point[0] !== ring[index - 1]?.[0] || point[1] !== ring[index - 1]?.[1],
  );
}
