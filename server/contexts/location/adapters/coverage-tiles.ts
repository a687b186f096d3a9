import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import { databases } from "@/db/client";
import type { Method } from "../contract/methods";
import { tileCells } from "../domain/tile-cells";
import { latOf, lngOf, type TileId } from "../domain/tile-math";
import { type Coverage, currentCoverage } from "./coverage-cache";
import { embeddedTile, encodeTile } from "./embedded-tile";
import { exactFromZoom, postgresTile } from "./postgres-tile";

/** A tile, gzipped; empty bytes when nothing is there. It holds while the revision does. */
export interface CoverageTile {
  revision: number;
  gzipped: Uint8Array;
}

const compressAside = promisify(gzip);
/** Below this a thread's help costs more than it saves. */
const smallBytes = 16 * 1024;
const largestBytes = 100 * 1024;
/** More polygons than this can't be told apart in a tile seen from far. */
const mostAreasFromFar = 600;
const keptTiles = 4000;

// One for each bundle that loads this module: tiles are many, and only their route asks for them.
const kept = { of: undefined as object | undefined, revision: -1, tiles: new Map<string, Uint8Array>() };

/** The coverage areas of a tile, from memory while no area changes. */
export async function coverageTile(tile: TileId, method: Method | undefined): Promise<CoverageTile> {
  const coverage = await currentCoverage();
  const { revision } = coverage;
  if (kept.revision !== revision || kept.of !== coverage.areas) {
    Object.assign(kept, { of: coverage.areas, revision, tiles: new Map() });
  }
  const { tiles } = kept;
  const key = `${tile.z}/${tile.x}/${tile.y}/${method ?? ""}`;
  const before = tiles.get(key);
  if (before !== undefined) return { revision, gzipped: before };
  const gzipped = await makeTile(coverage, tile, method);
  if (tiles.size >= keptTiles) tiles.delete(tiles.keys().next().value ?? key);
  tiles.set(key, gzipped);
  return { revision, gzipped };
}

async function makeTile(coverage: Coverage, tile: TileId, method: Method | undefined): Promise<Uint8Array> {
  if (tile.z < exactFromZoom && coverage.areas.countNear(boxOf(tile)) > mostAreasFromFar) {
    return fromFar(coverage, tile, method);
  }
  const { kind } = await databases();
  const bytes =
    kind === "postgres"
      ? await postgresTile(tile, method)
      : await embeddedTile(tile, method, coverage.revision);
  if (bytes.length === 0) return bytes;
  const gzipped = await compress(bytes);
  return gzipped.length <= largestBytes ? gzipped : fromFar(coverage, tile, method);
}

async function compress(bytes: Uint8Array): Promise<Uint8Array> {
  return bytes.length < smallBytes ? gzipSync(bytes) : compressAside(bytes);
}

async function fromFar(coverage: Coverage, tile: TileId, method: Method | undefined): Promise<Uint8Array> {
  const bytes = encodeTile(tileCells(coverage.areas, tile, method));
  return bytes.length === 0 ? bytes : compress(bytes);
}

function boxOf({ z, x, y }: TileId) {
  return { minX: lngOf(x, z), minY: latOf(y + 1, z), maxX: lngOf(x + 1, z), maxY: latOf(y, z) };
}
