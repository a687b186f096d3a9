import type { Position } from "geojson";

/** An area's polygons as GeoJSON has them: rings closed, the outer one first, longitude before latitude. */
export type Shape = Position[][][];

/** Where a corner stands: which polygon, which ring of it, which point of the ring. */
export interface CornerAt {
  part: number;
  ring: number;
  corner: number;
}
export interface Corner extends CornerAt {
  lng: number;
  lat: number;
}

/** Metres; the sphere with as much surface as WGS 84, and the spheroid's eccentricity. */
const authalicRadius = 6_371_007.181;
const eccentricity = 0.081_819_190_842_6;
const radians = Math.PI / 180;

/** Area in km² on the spheroid, as the database says it: the sphere's formula (JPL 2007) on authalic latitudes. */
export function squareKilometers(shape: Shape): number {
  let squareMeters = 0;
  for (const rings of shape) {
    rings.forEach((ring, index) => {
      squareMeters += (index === 0 ? 1 : -1) * Math.abs(ringArea(ring));
    });
  }
  return squareMeters / 1e6;
}

function ringArea(ring: Position[]): number {
  const open = ring.slice(0, -1);
  const total = open.reduce((sum, [, lat = 0], index) => {
    const before = open[(index + open.length - 1) % open.length]?.[0] ?? 0;
    const after = open[(index + 1) % open.length]?.[0] ?? 0;
    return sum + (after - before) * radians * sineOfAuthalic(lat);
  }, 0);
  return (total * authalicRadius * authalicRadius) / 2;
}

/** The latitude at which the sphere of the same surface has as much of it below (Snyder 1987, 3-11 and 3-12). */
function sineOfAuthalic(lat: number): number {
  return surfaceBelow(Math.sin(lat * radians)) / surfaceBelow(1);
}

function surfaceBelow(sine: number): number {
  const e = eccentricity;
  const flat = sine / (1 - e * e * sine * sine);
  return (1 - e * e) * (flat - Math.log((1 - e * sine) / (1 + e * sine)) / (2 * e));
}

/** Every corner once: the point that closes a ring is not counted again. */
export function cornersOf(shape: Shape): Corner[] {
  return shape.flatMap((rings, part) =>
    rings.flatMap((points, ring) =>
      points.slice(0, -1).map(([lng = 0, lat = 0], corner) => ({ part, ring, corner, lng, lat })),
    ),
  );
}

function withRing(shape: Shape, at: CornerAt, change: (open: Position[]) => Position[]): Shape {
  return shape.map((rings, part) =>
    part !== at.part
      ? rings
      : rings.map((ring, index) => (index === at.ring ? closed(change(ring.slice(0, -1))) : ring)),
  );
}

function closed(open: Position[]): Position[] {
  const [first] = open;
  return first === undefined ? [] : [...open, first];
}

export function moveCorner(shape: Shape, at: CornerAt, to: { lng: number; lat: number }): Shape {
  return withRing(shape, at, (open) =>
    open.map((point, index) => (index === at.corner ? [to.lng, to.lat] : point)),
  );
}

/** A new corner halfway to the next one. */
export function addCornerAfter(shape: Shape, at: CornerAt): Shape {
  return withRing(shape, at, (open) => {
    const [here, next] = [open[at.corner], open[(at.corner + 1) % open.length]];
    if (here === undefined || next === undefined) return open;
    const middle = [0, 1].map((axis) => round(((here[axis] ?? 0) + (next[axis] ?? 0)) / 2));
    return open.toSpliced(at.corner + 1, 0, middle);
  });
}

/** Whether a corner may go: three must stay. */
export function mayRemove(shape: Shape, { part, ring }: CornerAt): boolean {
  return (shape[part]?.[ring]?.length ?? 0) > 4;
}

export function removeCorner(shape: Shape, at: CornerAt): Shape {
  if (!mayRemove(shape, at)) return shape;
  return withRing(shape, at, (open) => open.toSpliced(at.corner, 1));
}

/** The outer ring of one polygon anew, as a drawing tool gives it. */
export function withOutline(shape: Shape, part: number, outline: Position[]): Shape {
  return shape.map((rings, index) => (index === part ? [outline, ...rings.slice(1)] : rings));
}

/** Six decimals are a tenth of a metre. */
export function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
