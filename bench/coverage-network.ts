import postgres from "postgres";
import type { Random } from "@/db/seed/random";
import type { Point } from "./points";

const corners = 160;
const kilometersPerDegree = 111.32;
const methods = ["drop_off", "on_site", "pickup", "mail_in"] as const;

/** A territory as the seed draws them: 160 corners round a centre, its edge now nearer and now farther. */
function territory([lng, lat]: Point, radiusKilometers: number, random: Random): Point[] {
  const waves = [random.next() * 6, random.next() * 6, random.next() * 6];
  const stretch = Math.cos((lat * Math.PI) / 180);
  const ring = Array.from({ length: corners }, (_, index): Point => {
    const angle = (2 * Math.PI * index) / corners;
    const reach =
      radiusKilometers *
      (1 + waves.reduce((sum, phase, n) => sum + 0.12 * Math.sin((n + 2) * angle + phase), 0));
    const degrees = reach / kilometersPerDegree;
    return [round5(lng + (degrees * Math.cos(angle)) / stretch), round5(lat + degrees * Math.sin(angle))];
  });
  return [...ring, ...ring.slice(0, 1)];
}

function round5(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

/**
 * A network that divides the land: centres where people are, one in each cell of a grid, and for each of the four
 * methods a territory that reaches a bit into the neighbours'.
 */
export function networkOf(
  europe: readonly Point[],
  areas: number,
  random: Random,
): { at: Point[]; rings: Point[][] } {
  const wanted = areas / methods.length;
  let [fine, coarse] = [0.01, 30];
  for (let step = 0; step < 30; step++) {
    const middle = Math.sqrt(fine * coarse);
    if (onePerCell(europe, middle).length >= wanted) fine = middle;
    else coarse = middle;
  }
  const centers = onePerCell(europe, fine).slice(0, wanted);
  const at = centers.flatMap((center) => methods.map(() => center));
  const rings = at.map((center) =>
    territory(center, fine * kilometersPerDegree * (0.35 + 0.3 * random.next()), random),
  );
  return { at, rings };
}

function onePerCell(points: readonly Point[], degrees: number): Point[] {
  const cells = new Map<string, Point>();
  for (const point of points) {
    const key = `${Math.floor(point[0] / degrees)} ${Math.floor(point[1] / degrees)}`;
    if (!cells.has(key)) cells.set(key, point);
  }
  return [...cells.values()];
}

/** Puts one centre and one area at each point. */
export async function insertNetwork(
  ownerUrl: string,
  rings: readonly Point[][],
  at: readonly Point[],
): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    for (let from = 0; from < rings.length; from += 500) {
      const rows = rings.slice(from, from + 500).map((ring, offset) => ({
        nr: from + offset,
        lng: at[from + offset]?.[0] ?? 0,
        lat: at[from + offset]?.[1] ?? 0,
        method: methods[(from + offset) % methods.length],
        fee: ((from + offset) % 7) * 500,
        area: { type: "MultiPolygon", coordinates: [[ring]] },
      }));
      const json = JSON.stringify(rows);
      await sql`
        insert into location.service_centers
          (id, name, street, postcode, city, country, time_zone, phone, email, methods, opened_on, point)
        select 'centre-' || r.nr, 'Centre ' || r.nr, '', '', '', 'DE', 'Europe/Berlin', '', '',
          array['drop_off', 'on_site', 'pickup', 'mail_in'], '2020-01-01', ST_SetSRID(ST_MakePoint(r.lng, r.lat), 4326)
        from jsonb_to_recordset(${json}::text::jsonb) as r (nr int, lng float8, lat float8)`;
      await sql`
        insert into location.coverage_areas
          (id, version, service_center_id, method, priority, fee_minor, currency, area, valid_from, changed_by)
        select gen_random_uuid(), 1, 'centre-' || r.nr, r.method, 0, r.fee, 'EUR',
          ST_SetSRID(ST_GeomFromGeoJSON(r.area), 4326), now(), 'bench'
        from jsonb_to_recordset(${json}::text::jsonb) as r (nr int, method text, fee bigint, area jsonb)`;
    }
    await sql`update location.coverage_revision set revision = revision + 1`;
    await sql`analyze location.coverage_areas`;
    await sql`analyze location.service_centers`;
  } finally {
    await sql.end();
  }
}
