/**
 * Coverage areas that look like territories: land is split between neighbouring centres where it takes equally
 * long to each, ends where the trip gets too long, and stops at the country's border.
 */
import {
  bboxClip,
  booleanPointInPolygon,
  featureCollection,
  flatten,
  intersect,
  multiPolygon,
  polygon,
} from "@turf/turf";
import type { Feature, MultiPolygon, Polygon, Position } from "geojson";
import { borderOf } from "./borders";
import type { Center, Method } from "./centers";
import { createTerrain, type Terrain } from "./terrain";

export type Territory = {
  serviceCenterId: string;
  method: Method;
  area: MultiPolygon;
};

/** How far each method reaches over flat country, in kilometres. */
export const REACH_KILOMETERS = { drop_off: 120, pickup: 60, on_site: 35 } as const;
type Reaching = keyof typeof REACH_KILOMETERS;

/** Centres this near compete for the same city: they overlap and don't split it. */
const COMPETING_KILOMETERS = 25;
/** Neighbours share a strip along their line, so that no village falls between them. */
const SHARED_STRIP = 1.015;
const RAYS = 160;
const KILOMETERS_PER_DEGREE = 111.32;

type Point = { x: number; y: number };

/** Kilometres east and north of a centre; exact enough at 120 km. */
function planeAt(center: Center) {
  const scale = Math.cos((center.lat * Math.PI) / 180) * KILOMETERS_PER_DEGREE;
  return {
    toPlane: (lng: number, lat: number): Point => ({
      x: (lng - center.lng) * scale,
      y: (lat - center.lat) * KILOMETERS_PER_DEGREE,
    }),
    toEarth: ({ x, y }: Point): Position => [
      roundTo5(center.lng + x / scale),
      roundTo5(center.lat + y / KILOMETERS_PER_DEGREE),
    ],
  };
}

function roundTo5(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

/** Big cities draw from further away. */
function pull(center: Center): number {
  return 1 + Math.min(0.25, Math.max(0, Math.log10(center.population / 300_000) * 0.16));
}

type Rival = Point & { pull: number };
/** The country round a centre, on its plane. */
type Surroundings = { effort(point: Point): number; bend(point: Point): Point };

function edgeOnRay(angle: number, own: number, reach: number, rivals: Rival[], land: Surroundings): number {
  const farthest = reach * 1.4;
  const step = reach / 24;
  const isOwn = (distance: number): boolean => {
    const point = { x: Math.cos(angle) * distance, y: Math.sin(angle) * distance };
    if (distance * land.effort(point) > reach) return false;
    if (rivals.length === 0) return true;
    const bend = land.bend(point);
    const [x, y] = [point.x + bend.x, point.y + bend.y];
    const ours = Math.hypot(x, y) / own;
    return rivals.every(
      (rival) => ours <= (Math.hypot(x - rival.x, y - rival.y) / rival.pull) * SHARED_STRIP,
    );
  };
  let inside = step / 4;
  let outside = farthest;
  for (let distance = step; distance < farthest; distance += step) {
    if (!isOwn(distance)) {
      outside = distance;
      break;
    }
    inside = distance;
  }
  for (let i = 0; i < 8; i++) {
    const middle = (inside + outside) / 2;
    if (isOwn(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}

/** Rivals so far away that they can't matter are left out. */
const INFLUENCE = 2.9;

function outlineOf(center: Center, method: Reaching, centers: Center[], terrain: Terrain): Position[] {
  const plane = planeAt(center);
  const reach = REACH_KILOMETERS[method] * Math.sqrt(pull(center));
  const rivals = centers
    .filter(
      (other) => other.id !== center.id && other.country === center.country && other.methods.includes(method),
    )
    .map((other) => ({ ...plane.toPlane(other.lng, other.lat), pull: pull(other) }))
    .filter((rival) => {
      const away = Math.hypot(rival.x, rival.y);
      return away > COMPETING_KILOMETERS && away < reach * INFLUENCE;
    });
  const land: Surroundings = {
    effort(point) {
      const [lng = 0, lat = 0] = plane.toEarth(point);
      return terrain.effort(lng, lat);
    },
    bend(point) {
      const [lng = 0, lat = 0] = plane.toEarth(point);
      return terrain.bend(lng, lat);
    },
  };
  const outline = Array.from({ length: RAYS }, (_, ray) => {
    const angle = (ray / RAYS) * 2 * Math.PI;
    const edge = edgeOnRay(angle, pull(center), reach, rivals, land);
    return plane.toEarth({ x: Math.cos(angle) * edge, y: Math.sin(angle) * edge });
  });
  return [...outline, ...outline.slice(0, 1)];
}

/** Whether nothing needs cutting: no corner of either shape lies beyond the other's line. */
function liesInside(outline: Position[], land: Feature<MultiPolygon>): boolean {
  if (!outline.every((corner) => booleanPointInPolygon(corner, land))) return false;
  const own = polygon([outline]);
  return !land.geometry.coordinates.flat(2).some((corner) => booleanPointInPolygon(corner, own));
}

function clippedToCountry(outline: Position[], country: string): MultiPolygon {
  const lngs = outline.map(([lng = 0]) => lng);
  const lats = outline.map(([, lat = 0]) => lat);
  const box = [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)] as const;
  // Cutting the border to the outline's box first keeps the exact cut small.
  const border = flatten(bboxClip(multiPolygon(borderOf(country).coordinates), [...box]));
  const near = multiPolygon(
    border.features.map((part) => part.geometry.coordinates).filter((rings) => (rings[0]?.length ?? 0) >= 4),
  );
  if (liesInside(outline, near)) return { type: "MultiPolygon", coordinates: [[outline]] };
  const clipped = intersect(featureCollection<Polygon | MultiPolygon>([polygon([outline]), near]));
  if (!clipped) throw new Error(`A territory lies outside ${country}`);
  const parts = flatten(clipped).features.map((part) =>
    part.geometry.coordinates.map((ring) => ring.map(([lng = 0, lat = 0]) => [roundTo5(lng), roundTo5(lat)])),
  );
  return { type: "MultiPolygon", coordinates: parts };
}

/** The areas of all centres and methods; mail comes from the whole country. */
export function generateTerritories(seed: string, centers: Center[]): Territory[] {
  const terrain = createTerrain(seed);
  return centers.flatMap((center) =>
    center.methods.map((method) => ({
      serviceCenterId: center.id,
      method,
      area:
        method === "mail_in"
          ? borderOf(center.country)
          : clippedToCountry(outlineOf(center, method, centers, terrain), center.country),
    })),
  );
}
