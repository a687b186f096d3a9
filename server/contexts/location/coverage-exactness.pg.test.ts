import { sql } from "drizzle-orm";
import type { MultiPolygon, Polygon, Position } from "geojson";
import { expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { generateCenters } from "@/db/seed/geo/centers";
import { generateTerritories } from "@/db/seed/geo/territories";
import { createRandom } from "@/db/seed/random";
import { freshDatabases } from "@/test-support/database";
import { shapesOfWkb } from "./adapters/wkb";
import { shapeCovers } from "./domain/area-shape";

freshDatabases();

const random = createRandom("exactness");
type Area = Polygon | MultiPolygon;

function cornersOf(area: Area): Position[][] {
  return area.type === "Polygon" ? area.coordinates : area.coordinates.flat();
}

/** Corners, middles of edges, points a hair beside them, and points anywhere in the box. */
function pointsAround(area: Area, edges: number, anywhere: number): Position[] {
  const rings = cornersOf(area);
  const points: Position[] = [];
  for (let i = 0; i < edges; i++) {
    const ring = rings[random.int(0, rings.length - 1)] ?? [];
    const at = random.int(0, Math.max(0, ring.length - 2));
    const [x0 = 0, y0 = 0] = ring[at] ?? [];
    const [x1 = 0, y1 = 0] = ring[at + 1] ?? [];
    points.push([x0, y0], [(x0 + x1) / 2, (y0 + y1) / 2], [x0, y1], [x0 + 1e-9, y0], [x0, y0 - 1e-12]);
  }
  const xs = rings.flat().map(([x = 0]) => x);
  const ys = rings.flat().map(([, y = 0]) => y);
  const [west, east] = [Math.min(...xs) - 0.1, Math.max(...xs) + 0.1];
  const [south, north] = [Math.min(...ys) - 0.1, Math.max(...ys) + 0.1];
  for (let i = 0; i < anywhere; i++) {
    points.push([west + random.next() * (east - west), south + random.next() * (north - south)]);
  }
  return points;
}

async function disagreements(area: Area, points: readonly Position[]): Promise<Position[]> {
  const db = await database("location");
  const geometry = sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(area)}::text), 4326)`;
  const [answer] = await db.read((tx) =>
    rows<{ wkb: Uint8Array; covered: boolean[] }>(
      tx,
      sql`with area as materialized (select ST_MakeValid(${geometry}) as shape)
          select (select ST_AsBinary(ST_Multi(ST_CollectionExtract(shape, 3))) from area) as wkb,
            (select jsonb_agg(ST_Covers(ST_CollectionExtract(area.shape, 3),
                ST_SetSRID(ST_MakePoint((p.point ->> 0)::float8, (p.point ->> 1)::float8), 4326)) order by p.nr)
              from area, jsonb_array_elements(${JSON.stringify(points)}::text::jsonb) with ordinality p (point, nr)) as covered`,
    ),
  );
  const shapes = shapesOfWkb(answer?.wkb ?? new Uint8Array());
  return points.filter(
    ([x = 0, y = 0], index) => shapes.some((shape) => shapeCovers(shape, x, y)) !== answer?.covered[index],
  );
}

test("territories cover what ST_Covers says: inside, outside, corners, edges and a hair beside them", async () => {
  const territories = generateTerritories("exactness", generateCenters("exactness"));
  let compared = 0;
  for (const { area } of territories) {
    const points = pointsAround(area, 60, 100);
    expect(await disagreements(area, points)).toEqual([]);
    compared += points.length;
  }
  expect(compared).toBeGreaterThan(100_000);
}, 240_000);

test("an area with holes and level edges covers what ST_Covers says, on every point of its grid", async () => {
  // Corners on a grid of eighths: every point of a grid of sixteenths is a number without rounding.
  const hole = (x: number, y: number): Position[] => [
    [x, y],
    [x + 0.5, y + 0.125],
    [x + 0.75, y + 0.75],
    [x, y + 0.75],
    [x, y],
  ];
  const area: Polygon = {
    type: "Polygon",
    coordinates: [
      [
        [0, 0],
        [4, 0],
        [4, 2],
        [6, 2],
        [5, 4],
        [3, 4],
        [3, 6],
        [1, 5],
        [0, 6],
        [0, 0],
      ],
      hole(1, 1),
      hole(2, 2.5),
    ],
  };
  const points: Position[] = [];
  for (let x = -1; x <= 7; x += 1 / 16) for (let y = -1; y <= 7; y += 1 / 16) points.push([x, y]);
  expect(await disagreements(area, points)).toEqual([]);
}, 60_000);
