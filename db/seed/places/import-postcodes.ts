/**
 * `npm run import:postcodes -- FILE`: adds postcodes to the places that people search.
 * FILE is tab-separated, plain or gzipped: with a header (country, postcode, place, state, latitude, longitude) or as
 * GeoNames ships its country files. Importing again adds only what is new.
 */
import { closeSync, createReadStream, existsSync, openSync, readSync } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { closeDatabases, type Database, database } from "@/db/client";
import { placeNames, places } from "@/db/schema/location";
import { insertRows, pointText } from "../bulk";
import {
  type Columns,
  columnsOf,
  type Postcode,
  parsePostcode,
  postcodeId,
  postcodeSearches,
} from "./postcodes";

export type ImportFigures = { lines: number; places: number; unusable: number };

const BATCH = 5000;
const PROGRESS_LINES = 50_000;
const PROBLEMS_SHOWN = 5;
const GZIP_MAGIC = 0x1f8b;

function isGzip(path: string): boolean {
  const start = Buffer.alloc(2);
  const file = openSync(path, "r");
  readSync(file, start, 0, 2, 0);
  closeSync(file);
  return start.readUInt16BE(0) === GZIP_MAGIC;
}

function linesOf(path: string): AsyncIterable<string> {
  const file = createReadStream(path);
  return createInterface({ input: isGzip(path) ? file.pipe(createGunzip()) : file, crlfDelay: Infinity });
}

async function writePostcodes(db: Database, postcodes: readonly Postcode[]): Promise<void> {
  const rows = postcodes.map((each) => ({
    id: postcodeId(each),
    name: each.place,
    region: each.region,
    country: each.country,
    postcode: each.postcode,
    population: 0,
    point: pointText(each.lng, each.lat),
  }));
  const names = postcodes.flatMap((each) =>
    postcodeSearches(each).map((search) => ({ placeId: postcodeId(each), search, rank: 1 })),
  );
  await db.write(async (tx) => {
    await insertRows(tx, places, rows, { skipKnown: true });
    await insertRows(tx, placeNames, names, { skipKnown: true });
  });
}

/** Streams a file into Location's places, a batch a transaction. */
export async function importPostcodes(
  path: string,
  db: Database,
  onProgress: (line: string) => void,
): Promise<ImportFigures> {
  if (!existsSync(path)) throw new Error(`There is no file ${path}.`);
  const figures: ImportFigures = { lines: 0, places: 0, unusable: 0 };
  let columns: Columns | undefined;
  let batch = new Map<string, Postcode>();
  const flush = async () => {
    await writePostcodes(db, [...batch.values()]);
    figures.places += batch.size;
    batch = new Map();
  };
  for await (const line of linesOf(path)) {
    figures.lines++;
    if (!columns) {
      const found = columnsOf(line);
      columns = found.columns;
      if (found.isHeader) continue;
    }
    if (!line.trim()) continue;
    const postcode = parsePostcode(line, columns);
    if ("problem" in postcode) {
      figures.unusable++;
      if (figures.unusable <= PROBLEMS_SHOWN)
        onProgress(`line ${figures.lines}: ${postcode.problem}, left out`);
      continue;
    }
    batch.set(postcodeId(postcode), postcode);
    if (batch.size >= BATCH) await flush();
    if (figures.lines % PROGRESS_LINES === 0) onProgress(`${figures.lines.toLocaleString("en")} lines`);
  }
  if (!columns) throw new Error(`${path} is empty.`);
  await flush();
  return figures;
}

async function main(path: string | undefined): Promise<void> {
  if (!path) throw new Error("Say which file: npm run import:postcodes -- FILE");
  const startedAt = performance.now();
  const figures = await importPostcodes(path, await database("location"), (line) => console.log(`  ${line}`));
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(
    `${figures.places.toLocaleString("en")} postcodes of ${figures.lines.toLocaleString("en")} lines in ${seconds} s` +
      (figures.unusable > 0 ? `, ${figures.unusable} lines could not be used.` : "."),
  );
}

if (process.argv[1] === import.meta.filename) {
  try {
    await main(process.argv[2]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await closeDatabases();
  }
}
