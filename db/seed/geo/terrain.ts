import { createRandom } from "../random";

export type Terrain = {
  /** How much longer a kilometre takes here than on a plain: about 0.8 to 1.3, smooth over tens of kilometres. */
  effort(lng: number, lat: number): number;
  /** How roads bend a place's nearness, in kilometres east and north: lines between neighbours follow it. */
  bend(lng: number, lat: number): { x: number; y: number };
};

const BEND_KILOMETERS = 16;

/** Smooth noise on a lattice: what rivers, ridges and motorways do to travel time, invented. */
export function createTerrain(seed: string): Terrain {
  const random = createRandom(`${seed}/terrain`);
  const size = 256;
  const lattice = Float64Array.from({ length: size * size }, () => random.next() * 2 - 1);
  const at = (x: number, y: number) => lattice[((y & (size - 1)) << 8) | (x & (size - 1))] ?? 0;
  const ease = (t: number) => t * t * (3 - 2 * t);

  function noise(x: number, y: number): number {
    const left = Math.floor(x);
    const bottom = Math.floor(y);
    const across = ease(x - left);
    const up = ease(y - bottom);
    const low = at(left, bottom) * (1 - across) + at(left + 1, bottom) * across;
    const high = at(left, bottom + 1) * (1 - across) + at(left + 1, bottom + 1) * across;
    return low * (1 - up) + high * up;
  }

  function relief(x: number, y: number): number {
    return (
      noise(x, y) * 0.6 + noise(x * 2.3 + 31, y * 2.3 + 17) * 0.28 + noise(x * 5.1 + 7, y * 5.1 + 61) * 0.12
    );
  }

  return {
    effort: (lng, lat) => 1.03 + relief((lng + 40) * 1.6, lat * 2.6) * 0.3,
    bend: (lng, lat) => ({
      x: relief((lng + 90) * 2.1, lat * 3.3) * BEND_KILOMETERS,
      y: relief((lng + 140) * 2.1, (lat + 60) * 3.3) * BEND_KILOMETERS,
    }),
  };
}
