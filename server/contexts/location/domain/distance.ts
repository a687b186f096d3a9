/** IUGG mean radius of the earth. */
const earthRadiusMeters = 6_371_008.8;
const radians = Math.PI / 180;

/** Great-circle distance (haversine), whole metres. */
export function distanceMeters(latA: number, lngA: number, latB: number, lngB: number): number {
  const halfLat = Math.sin(((latB - latA) * radians) / 2);
  const halfLng = Math.sin(((lngB - lngA) * radians) / 2);
  const chord = halfLat ** 2 + Math.cos(latA * radians) * Math.cos(latB * radians) * halfLng ** 2;
  return Math.round(2 * earthRadiusMeters * Math.asin(Math.min(1, Math.sqrt(chord))));
}
