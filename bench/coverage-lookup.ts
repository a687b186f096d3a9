import postgres from "postgres";
import { createRandom } from "@/db/seed/random";
import { currentCoverage } from "@/server/contexts/location/adapters/coverage-cache";
import { shapeOf } from "@/server/contexts/location/domain/area-shape";
import { type CoverageArea, coverageOptions } from "@/server/contexts/location/domain/coverage-options";
import { type ShapeIndex, shapeIndex } from "@/server/contexts/location/domain/shape-index";
import { insertNetwork, networkOf } from "./coverage-network";
import { onPostgres } from "./on-postgres";
import { type Point, pointsOfEurope, sampleOf } from "./points";
import type { Bench } from "./run";

const areas = 10_000;
const compared = 100_000;
const sqlLookups = 1_500;
const rounds = 9;

/** The lookup in memory beside the same lookup as one prepared statement on one connection. */
export const run: Bench = async (report, say) => {
  const random = createRandom("coverage-lookup");
  const europe = pointsOfEurope(say);
  const { at, rings } = networkOf(europe, areas, random);
  await onPostgres(async (ownerUrl) => {
    await insertNetwork(ownerUrl, rings, at);
    say(`${areas} areas of 160 corners`);
    const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
    try {
      const points = [...sampleOf(europe, compared * 0.9, random), ...borderPoints(rings, compared * 0.1)];
      const differing = await differences(sql, points);
      say(`${points.length} points compared, a tenth of them corners and middles of edges`);
      const [memory, database] = await sideBySide(sql, sampleOf(europe, sqlLookups, random));
      report("lookups-per-second", memory, database);
      report("answers-that-differ", differing);
    } finally {
      await sql.end();
    }
  });
  report("cost-of-100x-areas", costOf100Times(europe, say));
};

/** Corners and middles of edges, alternating. */
function borderPoints(rings: readonly Point[][], count: number): Point[] {
  return Array.from({ length: count }, (_, index): Point => {
    const ring = rings[index % rings.length] ?? [];
    const corner = index % (ring.length - 1);
    const [x0, y0] = ring[corner] ?? [0, 0];
    const [x1, y1] = ring[corner + 1] ?? [x0, y0];
    return index % 2 === 0 ? [x0, y0] : [(x0 + x1) / 2, (y0 + y1) / 2];
  });
}

async function differences(sql: postgres.Sql, points: readonly Point[]): Promise<number> {
  const { areas: index } = await currentCoverage();
  let differing = 0;
  for (let from = 0; from < points.length; from += 5000) {
    const part = points.slice(from, from + 5000);
    const found = await sql<{ ids: string[] }[]>`
      select coalesce((select jsonb_agg(a.id order by a.id) from location.coverage_areas a
        where a.valid_to is null
          and ST_Covers(a.area, ST_SetSRID(ST_MakePoint((p.point ->> 0)::float8, (p.point ->> 1)::float8), 4326))), '[]') as ids
      from jsonb_array_elements(${JSON.stringify(part)}::text::jsonb) with ordinality p (point, nr) order by p.nr`;
    part.forEach(([lng, lat], nr) => {
      const here = index.covering(lng, lat).map((area) => area.id);
      if (here.sort().join() !== found[nr]?.ids.join()) differing += 1;
    });
  }
  return differing;
}

/** Lookups per second in memory and in SQL, in turns; of each the best round, for others use the machine too. */
async function sideBySide(sql: postgres.Sql, points: readonly Point[]): Promise<[number, number]> {
  const inMemory: number[] = [];
  const inSql: number[] = [];
  for (let round = 0; round < rounds; round++) {
    let started = performance.now();
    for (let turn = 0; turn < 10; turn++) {
      for (const [lng, lat] of points) {
        const coverage = await currentCoverage();
        coverageOptions(coverage.areas.covering(lng, lat), lat, lng);
      }
    }
    inMemory.push((10_000 * points.length) / (performance.now() - started));
    started = performance.now();
    for (const [lng, lat] of points) await lookUpInSql(sql, lng, lat);
    inSql.push((1000 * points.length) / (performance.now() - started));
  }
  return [Math.max(...inMemory), Math.max(...inSql)];
}

function lookUpInSql(sql: postgres.Sql, lng: number, lat: number) {
  return sql`
    select a.service_center_id, c.name, a.method, a.fee_minor, a.currency,
      ST_DistanceSphere(c.point, ST_SetSRID(ST_MakePoint(${lng}, ${lat}), 4326)) as distance
    from location.coverage_areas a join location.service_centers c on c.id = a.service_center_id
    where a.valid_to is null and ST_Covers(a.area, ST_SetSRID(ST_MakePoint(${lng}, ${lat}), 4326))
    order by a.priority desc, a.fee_minor, distance`;
}

/** A lookup among 10,000 areas as a multiple of one among 100 over the same land: as many cover a point. */
function costOf100Times(europe: readonly Point[], say: (line: string) => void): number {
  const [many, few] = [syntheticIndex(europe, areas), syntheticIndex(europe, areas / 100)];
  const points = sampleOf(europe, 20_000, createRandom("cost"));
  const offered = [many, few].map(
    (index) => points.reduce((sum, [lng, lat]) => sum + index.covering(lng, lat).length, 0) / points.length,
  );
  say(`a point lies in ${offered.map((mean) => mean.toFixed(1)).join(" of 10,000 areas and in ")} of 100`);
  const seconds = { many: [] as number[], few: [] as number[] };
  for (let round = 0; round < 2 * rounds; round++) {
    seconds.many.push(secondsFor(many, points));
    seconds.few.push(secondsFor(few, points));
  }
  return Math.min(...seconds.many) / Math.min(...seconds.few);
}

function syntheticIndex(europe: readonly Point[], count: number): ShapeIndex<CoverageArea> {
  const { at, rings } = networkOf(europe, count, createRandom(`areas-${count}`));
  return shapeIndex(
    rings.map((ring, nr) => ({
      item: {
        id: `${nr}`,
        serviceCenterId: `centre-${nr}`,
        name: `Centre ${nr}`,
        method: "drop_off" as const,
        priority: 0,
        fee: { amountMinor: 0, currency: "EUR" },
        lng: at[nr]?.[0] ?? 0,
        lat: at[nr]?.[1] ?? 0,
      },
      shapes: [shapeOf([Float64Array.from(ring.flat())])],
    })),
  );
}

function secondsFor(index: ShapeIndex<CoverageArea>, points: readonly Point[]): number {
  const started = performance.now();
  for (const [lng, lat] of points) coverageOptions(index.covering(lng, lat), lat, lng);
  return (performance.now() - started) / 1000;
}
