/** West, south, east, north. */
export type Bounds = [number, number, number, number];

/** What a person means by Europe on a map: Lisbon to Tallinn, Tromsø to Cyprus. */
export const europe: Bounds = [-11, 35, 32, 66];

/** About 12 km round a single point. */
const marginDegrees = 0.12;

/** The frame that holds all points, never tighter than a city. */
export function boundsOf(points: { lat: number; lng: number }[]): Bounds {
  const lats = points.map((point) => point.lat);
  const lngs = points.map((point) => point.lng);
  return [
    Math.min(...lngs) - marginDegrees,
    Math.min(...lats) - marginDegrees * 0.65,
    Math.max(...lngs) + marginDegrees,
    Math.max(...lats) + marginDegrees * 0.65,
  ];
}
