import type { Method } from "../contract/methods";
import type { CoverageArea } from "./coverage-options";
import type { ShapeIndex } from "./shape-index";
import { latOf, lngOf, type TileId } from "./tile-math";

/** A polygon in tile units, in the shape that vt-pbf writes (geojson-vt's). */
export interface TileFeature {
  type: 3;
  geometry: [number, number][][];
  tags: Record<string, string | number>;
}

export const tileExtent = 4096;
const cellsPerSide = 32;

/**
 * Coverage from far: cells with how many areas of a method cover their middle, equal neighbours in a row as one.
 * For tiles that hold more areas than can be sent or told apart.
 */
export function tileCells(
  areas: ShapeIndex<CoverageArea>,
  tile: TileId,
  method: Method | undefined,
): TileFeature[] {
  const features: TileFeature[] = [];
  for (let row = 0; row < cellsPerSide; row++) {
    const lat = latOf(tile.y + (row + 0.5) / cellsPerSide, tile.z);
    const open = new Map<Method, { from: number; areas: number }>();
    for (let column = 0; column <= cellsPerSide; column++) {
      const lng = lngOf(tile.x + (column + 0.5) / cellsPerSide, tile.z);
      const counts =
        column === cellsPerSide ? new Map<Method, number>() : countByMethod(areas, lng, lat, method);
      for (const [running, run] of open) {
        if (counts.get(running) === run.areas) continue;
        features.push(cellRun(row, run.from, column, running, run.areas));
        open.delete(running);
      }
      for (const [covered, count] of counts) {
        if (!open.has(covered)) open.set(covered, { from: column, areas: count });
      }
    }
  }
  return features;
}

function countByMethod(
  areas: ShapeIndex<CoverageArea>,
  lng: number,
  lat: number,
  only: Method | undefined,
): Map<Method, number> {
  const counts = new Map<Method, number>();
  for (const { method } of areas.covering(lng, lat)) {
    if (only === undefined || only === method) counts.set(method, (counts.get(method) ?? 0) + 1);
  }
  return counts;
}

function cellRun(row: number, from: number, until: number, method: Method, areas: number): TileFeature {
  const size = tileExtent / cellsPerSide;
  const [west, east, north, south] = [from * size, until * size, row * size, (row + 1) * size];
  return {
    type: 3,
    geometry: [
      [
        [west, north],
        [east, north],
        [east, south],
        [west, south],
        [west, north],
      ],
    ],
    tags: { method, areas },
  };
}
