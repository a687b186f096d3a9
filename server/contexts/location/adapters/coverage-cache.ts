import { sql } from "drizzle-orm";
import { type Databases, database, databases, rows, type Tx } from "@/db/client";
import { onSignal } from "@/server/platform/feed-signal";
import type { Method } from "../contract/methods";
import type { Shape } from "../domain/area-shape";
import type { CoverageArea } from "../domain/coverage-options";
import { type ShapeIndex, shapeIndex } from "../domain/shape-index";
import { shapesOfWkb } from "./wkb";

/** The areas that hold now, ready in memory. */
export interface Coverage {
  revision: number;
  areas: ShapeIndex<CoverageArea>;
  /** Countries by their borders, with ten kilometres of sea. */
  countries: ShapeIndex<string>;
}

type Entry = { item: CoverageArea; shapes: readonly Shape[] };
interface Cache {
  coverage?: Coverage;
  /** By id and version: an edit loads what changed and nothing else. */
  entries: Map<string, Entry>;
  checkedAt: number;
  stale: boolean;
  refreshing?: Promise<void> | undefined;
}

/** Another process's edit is seen after at most this long. */
const checkEveryMillis = 250;

// On globalThis, for pages and routes load this module each for themselves; by database, for suites that bring theirs.
const shared = globalThis as { mycomputerCoverage?: WeakMap<Databases, Cache> };
shared.mycomputerCoverage ??= new WeakMap();
const caches = shared.mycomputerCoverage;

async function cacheOfThisDatabase(): Promise<Cache> {
  const key = await databases();
  let cache = caches.get(key);
  if (cache === undefined) {
    const created: Cache = { entries: new Map(), checkedAt: 0, stale: true };
    caches.set(key, created);
    const reference = new WeakRef(created);
    const markStale = () => {
      const live = reference.deref();
      if (live !== undefined) live.stale = true;
    };
    onSignal("committed:location", markStale);
    onSignal("numbered:location", markStale);
    cache = created;
  }
  return cache;
}

/** Coverage as committed: this process's own edits at once, others' within a quarter of a second. */
export async function currentCoverage(): Promise<Coverage> {
  const cache = await cacheOfThisDatabase();
  while (!isFresh(cache)) {
    cache.refreshing ??= refresh(cache).finally(() => {
      cache.refreshing = undefined;
    });
    await cache.refreshing;
  }
  return cache.coverage;
}

function isFresh(cache: Cache): cache is Cache & { coverage: Coverage } {
  return (
    cache.coverage !== undefined && !cache.stale && performance.now() - cache.checkedAt < checkEveryMillis
  );
}

async function refresh(cache: Cache): Promise<void> {
  // Before the read: an edit that commits meanwhile makes it stale again.
  cache.stale = false;
  const db = await database("location");
  try {
    await db.read(async (tx) => {
      const revision = await coverageRevision(tx);
      if (cache.coverage?.revision !== revision) cache.coverage = await load(tx, cache, revision);
    });
    cache.checkedAt = performance.now();
  } catch (error) {
    cache.stale = true;
    throw error;
  }
}

export async function coverageRevision(tx: Tx): Promise<number> {
  const [row] = await rows<{ revision: number }>(
    tx,
    sql`select revision::float8 as revision from location.coverage_revision`,
  );
  return row?.revision ?? 0;
}

async function load(tx: Tx, cache: Cache, revision: number): Promise<Coverage> {
  const current = await rows<AreaRow>(
    tx,
    sql`select a.id, a.version, a.service_center_id as "serviceCenterId", c.name, a.method, a.priority,
          a.fee_minor::float8 as "feeMinor", a.currency, ST_Y(c.point) as lat, ST_X(c.point) as lng
        from location.coverage_areas a join location.service_centers c on c.id = a.service_center_id
        where a.valid_to is null
        order by a.id`,
  );
  const missing = current.filter((row) => !cache.entries.has(keyOf(row)));
  const shapes = await shapesOf(tx, missing);
  const entries = new Map<string, Entry>();
  for (const row of current) {
    const known = cache.entries.get(keyOf(row))?.shapes ?? shapes.get(keyOf(row));
    // A row that another edit replaced between the two reads: the newer revision brings its successor.
    if (known !== undefined) entries.set(keyOf(row), { item: areaOf(row), shapes: known });
  }
  cache.entries = entries;
  return {
    revision,
    areas: shapeIndex([...entries.values()]),
    countries: cache.coverage?.countries ?? (await countriesIndex(tx)),
  };
}

interface AreaRow {
  id: string;
  version: number;
  serviceCenterId: string;
  name: string;
  method: Method;
  priority: number;
  feeMinor: number;
  currency: string;
  lat: number;
  lng: number;
}

function keyOf({ id, version }: { id: string; version: number }): string {
  return `${id}/${version}`;
}

function areaOf({ version: _, feeMinor, currency, ...row }: AreaRow): CoverageArea {
  return { ...row, fee: { amountMinor: feeMinor, currency } };
}

async function shapesOf(tx: Tx, wanted: readonly AreaRow[]): Promise<Map<string, Shape[]>> {
  if (wanted.length === 0) return new Map();
  const ids = JSON.stringify(wanted.map(({ id, version }) => ({ id, version })));
  const found = await rows<{ id: string; version: number; wkb: Uint8Array }>(
    tx,
    sql`select a.id, a.version, ST_AsBinary(a.area) as wkb
        from jsonb_to_recordset(${ids}::text::jsonb) as wanted (id uuid, version int)
        join location.coverage_areas a using (id, version)`,
  );
  return new Map(found.map((row) => [keyOf(row), shapesOfWkb(row.wkb)]));
}

async function countriesIndex(tx: Tx): Promise<ShapeIndex<string>> {
  const found = await rows<{ code: string; wkb: Uint8Array }>(
    tx,
    sql`select code, ST_AsBinary(border) as wkb from location.countries`,
  );
  return shapeIndex(found.map(({ code, wkb }) => ({ item: code, shapes: shapesOfWkb(wkb) })));
}
