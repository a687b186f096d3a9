/**
 * Writes public/map/europe.json: land and borders of Europe from Natural Earth (1:10 million, public domain), and
 * public/map/cities.json: the cities that give a map its bearings (GeoNames, CC BY 4.0).
 * Run by hand after an update of world-atlas: `npx tsx scripts/build-basemap.ts`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { bboxClip, flatten, lineString, simplify, truncate } from "@turf/turf";
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { COUNTRIES } from "@/db/seed/geo/countries";
import { citiesOfEurope } from "@/db/seed/places/cities";
import { generatePlaces } from "@/db/seed/places/places";

type Shape = Feature<Polygon | MultiPolygon> & { id?: string };

const frame: [number, number, number, number] = [-32, 25, 76, 76];
/** About 1.3 km north to south: a coast line that holds at the scale of a city. */
const toleranceDegrees = 0.012;
const digits = 3;
/** Islets below this are specks at every zoom that the map offers. */
const smallestRingDegrees = 0.02;

const smallestCity = 30_000;

const require = createRequire(import.meta.url);
const atlas = require("world-atlas/countries-10m.json") as Topology<{ countries: GeometryCollection }>;

/** Simplifies arc by arc, so that neighbours keep the border they share. */
function simplified(topology: typeof atlas): typeof atlas {
  const { scale, translate } = topology.transform ?? { scale: [1, 1], translate: [0, 0] };
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    const points = arc.map(([dx = 0, dy = 0]) => {
      x += dx;
      y += dy;
      return [x * (scale[0] ?? 1) + (translate[0] ?? 0), y * (scale[1] ?? 1) + (translate[1] ?? 0)];
    });
    if (points.length < 3) return points;
    return simplify(lineString(points), { tolerance: toleranceDegrees }).geometry.coordinates;
  });
  const { transform: _, ...rest } = topology;
  return { ...rest, arcs };
}

function span(ring: Position[]): number {
  const [lngs, lats] = [ring.map(([lng = 0]) => lng), ring.map(([, lat = 0]) => lat)];
  return Math.max(Math.max(...lngs) - Math.min(...lngs), Math.max(...lats) - Math.min(...lats));
}

/** Russia runs over the date line in this file; its far east lies outside the frame anyway. */
function unwrapped(ring: Position[]): Position[] {
  const wraps = span(ring) > 180;
  return wraps ? ring.map(([lng = 0, lat = 0]) => [lng < 0 ? lng + 360 : lng, lat]) : ring;
}

const topology = simplified(atlas);
const served = new Set(COUNTRIES.flatMap((country) => country.shapes));
const countries = feature(topology, topology.objects.countries).features as Shape[];
const land = countries.flatMap((country) => {
  const rings = flatten(country).features.flatMap((part) => {
    const whole = {
      ...part,
      geometry: { ...part.geometry, coordinates: part.geometry.coordinates.map(unwrapped) },
    };
    const polygons = flatten(bboxClip(whole, frame)).features.map((inside) => inside.geometry.coordinates);
    return (polygons as Position[][][]).filter(([outer]) => outer && span(outer) > smallestRingDegrees);
  });
  if (rings.length === 0) return [];
  const shape: Feature<MultiPolygon> = {
    type: "Feature",
    properties: { kind: "land", served: served.has(String(country.id)) },
    geometry: { type: "MultiPolygon", coordinates: rings },
  };
  return [shape];
});
const border = mesh(topology, topology.objects.countries, (a, b) => a !== b);
const inFrame = border.coordinates.flatMap((line) => {
  const lines = flatten(bboxClip(lineString(line), frame)).features.map((part) => part.geometry.coordinates);
  return (lines as Position[][]).filter((part) => part.length > 1);
});
const collection: FeatureCollection = {
  type: "FeatureCollection",
  features: [
    ...land,
    {
      type: "Feature",
      properties: { kind: "border" },
      geometry: { type: "MultiLineString", coordinates: inFrame },
    },
  ],
};
const text = JSON.stringify(truncate(collection, { precision: digits, coordinates: 2 }));
mkdirSync("public/map", { recursive: true });
writeFileSync("public/map/europe.json", text);

const districts = new Set(
  citiesOfEurope().flatMap((city) => (city.isDistrict ? [`geonames-${city.id}`] : [])),
);
const cities = generatePlaces().places.filter(
  (place) => place.population >= smallestCity && !districts.has(place.id),
);
const points: FeatureCollection = {
  type: "FeatureCollection",
  features: cities.map(({ name, population, lng, lat }) => ({
    type: "Feature",
    properties: { name, population },
    geometry: { type: "Point", coordinates: [lng, lat] },
  })),
};
writeFileSync("public/map/cities.json", JSON.stringify(truncate(points, { precision: digits })));
console.log(`${cities.length} cities`);
console.log(`${Math.round(text.length / 1024)} kB, ${land.length} countries`);
