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
  /** Ends of edge i at 4 i: x0, y0, x1, y1, exactly as stored. */
  edges: Float64Array;
  /** Edges of band b stand in bandEdges from bandStarts[b] to bandStarts[b + 1]. */
  bandStarts: Uint32Array;
  bandEdges: Uint32Array;
  bandsPerDegree: number;
}

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

function edgesOf(rings: readonly Ring[]): Float64Array {
  const edges = new Float64Array(2 * rings.reduce((total, ring) => total + Math.max(0, ring.length - 2), 0));
  let at = 0;
  for (const ring of rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      edges.set(ring.subarray(i, i + 4), at);
      at += 4;
    }
  }
  return edges;
}

function bandOf(shape: Pick<Shape, "box" | "bandsPerDegree" | "bandStarts">, y: number): number {
  const band = Math.floor((y - shape.box.minY) * shape.bandsPerDegree);
  return Math.min(shape.bandStarts.length - 2, Math.max(0, band));
}

/** Prepares one polygon: its outer ring and its holes alike, crossings decide which is which. */
export function shapeOf(rings: readonly Ring[]): Shape {
  const box = boxOf(rings);
  const edges = edgesOf(rings);
  const count = edges.length / 4;
  const bands = Math.max(1, Math.min(4096, Math.ceil(count / 3)));
  const height = box.maxY - box.minY;
  const shape: Shape = {
    box,
    edges,
    bandStarts: new Uint32Array(bands + 1),
    bandEdges: new Uint32Array(0),
    bandsPerDegree: height > 0 ? bands / height : 0,
  };
  const span = (edge: number): [number, number] => {
    const y0 = edges[4 * edge + 1] ?? 0;
    const y1 = edges[4 * edge + 3] ?? 0;
    return [bandOf(shape, Math.min(y0, y1)), bandOf(shape, Math.max(y0, y1))];
  };
  const sizes = new Uint32Array(bands);
  for (let edge = 0; edge < count; edge++) {
    const [low, high] = span(edge);
    for (let band = low; band <= high; band++) sizes[band] = (sizes[band] ?? 0) + 1;
  }
  for (let band = 0; band < bands; band++) {
    shape.bandStarts[band + 1] = (shape.bandStarts[band] ?? 0) + (sizes[band] ?? 0);
  }
  shape.bandEdges = new Uint32Array(shape.bandStarts[bands] ?? 0);
  const next = shape.bandStarts.slice(0, bands);
  for (let edge = 0; edge < count; edge++) {
    const [low, high] = span(edge);
    for (let band = low; band <= high; band++) {
      const at = next[band] ?? 0;
      shape.bandEdges[at] = edge;
      next[band] = at + 1;
    }
  }
  return shape;
}

/**
 * Whether a point lies in the polygon or on its border. Crossings of a ray to the east are counted; the side of an
 * edge is found by the very arithmetic of PostGIS (lw_segment_side), which is exact wherever the coordinates'
 * differences are, and so agrees with ST_Covers to the last bit: on borders, corners and a hair beside them.
 */
export function shapeCovers(shape: Shape, x: number, y: number): boolean {
  const { box, edges, bandStarts, bandEdges } = shape;
  if (x < box.minX || x > box.maxX || y < box.minY || y > box.maxY) return false;
  const band = bandOf(shape, y);
  const end = bandStarts[band + 1] ?? 0;
  let inside = false;
  for (let i = bandStarts[band] ?? 0; i < end; i++) {
    const at = 4 * (bandEdges[i] ?? 0);
    const x0 = edges[at] ?? 0;
    const y0 = edges[at + 1] ?? 0;
    const x1 = edges[at + 2] ?? 0;
    const y1 = edges[at + 3] ?? 0;
    if ((y < y0 && y < y1) || (y > y0 && y > y1)) continue;
    const crosses = y0 > y !== y1 > y;
    if (x > x0 && x > x1) continue;
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
