import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { shapeOf } from "../domain/area-shape";
import { type ShapeIndex, shapeIndex } from "../domain/shape-index";

let land: Promise<ShapeIndex<"land">> | undefined;

/** The world's land (Natural Earth 1:50m). It draws roughly: near a coast ask the countries' borders first. */
export function worldLand(): Promise<ShapeIndex<"land">> {
  land ??= readLand();
  return land;
}

async function readLand(): Promise<ShapeIndex<"land">> {
  const file = join(process.cwd(), "node_modules", "world-atlas", "land-50m.json");
  // The file's own format, from a pinned package.
  const topology = JSON.parse(await readFile(file, "utf8")) as Topology<{ land: GeometryCollection }>;
  const { features } = feature(topology, topology.objects.land);
  const polygons = features.flatMap(({ geometry }) =>
    geometry.type === "MultiPolygon"
      ? geometry.coordinates
      : geometry.type === "Polygon"
        ? [geometry.coordinates]
        : [],
  );
  const shapes = polygons.map((rings) => shapeOf(rings.map((ring) => Float64Array.from(ring.flat()))));
  return shapeIndex([{ item: "land", shapes }]);
}
