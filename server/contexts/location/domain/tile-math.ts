/** Web Mercator tiles: z doublings, x from the west, y from the north. */
export interface TileId {
  z: number;
  x: number;
  y: number;
}

export function tileExists({ z, x, y }: TileId): boolean {
  return x >= 0 && y >= 0 && x < 2 ** z && y < 2 ** z;
}

/** Longitude of a position across the world's tiles, from 0 to 2^z. */
export function lngOf(x: number, z: number): number {
  return (x / 2 ** z) * 360 - 180;
}

/** Latitude of a position down the world's tiles (inverse spherical Mercator, EPSG:3857). */
export function latOf(y: number, z: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI;
}
