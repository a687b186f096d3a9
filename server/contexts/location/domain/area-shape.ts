/** A ring as x0, y0, x1, y1, …; the first point comes again at the end. Longitudes and latitudes in degrees. */
export type Ring = Float64Array;

export interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** One polygon, its edges sorted into horizontal bands so that a test looks at few of them. */
export interface Shape {
  box: Box;
  bandsPerDegree: number;
  /** Edges of band b stand in `edges` from bandStarts[b] to bandStarts[b + 1], four numbers each. */
  bandStarts: Uint32Array;
  /** x0, y0, x1, y1 exactly as stored; an edge stands in every band that it touches, so that a band is read in one go. */
  edges: Float64Array;
}

const edgesPerBand = 3;
const mostBands = 4096;

function boxOf(rings: readonly Ring[]): Box {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i += 2) {
      const x = ring[i] ?? 0;
      const y = ring[i + 1] ?? 0;
      box.minX = Math.min(box.minX, x);
      box.maxX = Math.max(box.maxX, x);
      box.minY = Math.min(box.minY, y);
      box.maxY = Math.max(box.maxY, y);
    }
  }
  return box;
}

function* edgesOf(rings: readonly Ring[]): Generator<Float64Array> {
  for (const ring of rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) yield ring.subarray(i, i + 4);
  }
}

/** The band of a latitude that lies in the box. */
export function bandOf(minY: number, bandsPerDegree: number, bands: number, y: number): number {
  return Math.min(bands - 1, Math.floor((y - minY) * bandsPerDegree));
}

/** Prepares one polygon: its outer ring and its holes alike, crossings decide which is which. */
export function shapeOf(rings: readonly Ring[]): Shape {
  const box = boxOf(rings);
  const edges = [...edgesOf(rings)];
  const bands = Math.max(1, Math.min(mostBands, Math.ceil(edges.length / edgesPerBand)));
  const height = box.maxY - box.minY;
  const bandsPerDegree = height > 0 ? bands / height : 0;
  const span = ([, y0 = 0, , y1 = 0]: Float64Array): [number, number] => [
    bandOf(box.minY, bandsPerDegree, bands, Math.min(y0, y1)),
    bandOf(box.minY, bandsPerDegree, bands, Math.max(y0, y1)),
  ];
  const bandStarts = new Uint32Array(bands + 1);
  for (const edge of edges) {
    const [low, high] = span(edge);
    for (let band = low; band <= high; band++) bandStarts[band + 1] = (bandStarts[band + 1] ?? 0) + 1;
  }
  for (let band = 0; band < bands; band++) {
    bandStarts[band + 1] = (bandStarts[band + 1] ?? 0) + (bandStarts[band] ?? 0);
  }
  const next = bandStarts.slice(0, bands);
  const banded = new Float64Array(4 * (bandStarts[bands] ?? 0));
  for (const edge of edges) {
    const [low, high] = span(edge);
    for (let band = low; band <= high; band++) {
      const at = next[band] ?? 0;
      banded.set(edge, 4 * at);
      next[band] = at + 1;
    }
  }
  return { box, bandsPerDegree, bandStarts, edges: banded };
}

/**
 * Whether a point lies inside the edges of its band or on one of them. Crossings of a ray to the east are counted;
 * the side of an edge is found by the very arithmetic of PostGIS (lw_segment_side), which is exact wherever the
 * coordinates' differences are, and so agrees with ST_Covers to the last bit: on borders, corners and a hair beside.
 */
export function bandCovers(edges: Float64Array, from: number, until: number, x: number, y: number): boolean {
  let inside = false;
  for (let at = 4 * from; at < 4 * until; at += 4) {
    const x0 = edges[at] ?? 0;
    const y0 = edges[at + 1] ?? 0;
    const x1 = edges[at + 2] ?? 0;
    const y1 = edges[at + 3] ?? 0;
    if ((y < y0 && y < y1) || (y > y0 && y > y1)) continue;
    if (x > x0 && x > x1) continue;
    const crosses = y0 > y !== y1 > y;
    if (x < x0 && x < x1) {
      if (crosses) inside = !inside;
      continue;
    }
    const side = (x - x0) * (y1 - y0) - (x1 - x0) * (y - y0);
    if (side === 0) return true;
    if (crosses && side < 0 === y1 > y0) inside = !inside;
  }
  return inside;
}

/** Whether a point lies in the polygon or on its border. */
export function shapeCovers(shape: Shape, x: number, y: number): boolean {
  const { box, bandsPerDegree, bandStarts, edges } = shape;
  if (x < box.minX || x > box.maxX || y < box.minY || y > box.maxY) return false;
  const band = bandOf(box.minY, bandsPerDegree, bandStarts.length - 1, y);
  return bandCovers(edges, bandStarts[band] ?? 0, bandStarts[band + 1] ?? 0, x, y);
}
