/**
 * `npm run import:repairs -- FILE [--centre ID]`: writes the rows of an Open Repair CSV as work orders that are over.
 * Each goes to a centre of its country, or to the named one where there is none. Importing again adds what is new.
 */
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { inArray, sql } from "drizzle-orm";
import { closeDatabases, type Database, database, type Tx } from "@/db/client";
import { customers, deviceModels, faults, serviceCenterCopies, workOrders } from "@/db/schema/customer";
import { emailKey } from "@/server/kernel/email";
import { newWrappedKey, unwrapKey } from "@/server/platform/crypto";
import { hexBytes, insertRows } from "../bulk";
import { type Keys, type WritableOrder, writeOrders } from "../write/orders";
import { alpha2Of } from "./countries";
import { describedFault, deviceOf, orderIdOf, orderOf, providerOf, referenceOf } from "./repair-orders";
import { type Outcome, type Repair, repairsIn } from "./repair-rows";

export interface ImportFigures {
  rows: number;
  imported: Record<Outcome, number>;
  known: number;
  /** How many rows could not be used, by what was wrong. */
  problems: Map<string, number>;
}

const batchRows = 500;
const problemsShown = 20;
const progressRows = 2_000;

/** Reads the file and writes what it can, a batch a transaction; says each problem with its line, the first twenty. */
export async function importRepairs(
  file: Buffer,
  db: Database,
  { fallbackCenter, say }: { fallbackCenter?: string | undefined; say: (line: string) => void },
): Promise<ImportFigures> {
  const centers = await centersByCountry(db, fallbackCenter);
  const figures: ImportFigures = {
    rows: 0,
    imported: { fixed: 0, repairable: 0, end_of_life: 0, unknown: 0 },
    known: 0,
    problems: new Map(),
  };
  const refuse = (line: number, problem: string) => {
    const before = [...figures.problems.values()].reduce((sum, count) => sum + count, 0);
    figures.problems.set(problem, (figures.problems.get(problem) ?? 0) + 1);
    if (before < problemsShown) say(`line ${line}: ${problem}, left out`);
    if (before === problemsShown) say("… further ones are counted below");
  };
  const seen = new Set<string>();
  let batch: Placed[] = [];
  const flush = async () => {
    const placed = batch;
    batch = [];
    const written = await writeRepairs(db, placed);
    figures.known += placed.length - written.length;
    for (const { outcome } of written) figures.imported[outcome]++;
  };
  for await (const row of repairsIn(file)) {
    figures.rows++;
    if (figures.rows % progressRows === 0) say(`${figures.rows.toLocaleString("en")} rows`);
    if ("problem" in row) {
      refuse(row.line, row.problem);
      continue;
    }
    const center = centerFor(row.repair, centers, fallbackCenter);
    if (seen.has(row.repair.id)) refuse(row.line, "the id stands in an earlier row too");
    else if (center === undefined) refuse(row.line, `no centre in ${row.repair.country}`);
    else batch.push({ repair: row.repair, center });
    seen.add(row.repair.id);
    if (batch.length >= batchRows) await flush();
  }
  await flush();
  return figures;
}

interface Placed {
  repair: Repair;
  center: string;
}

async function centersByCountry(db: Database, fallback: string | undefined): Promise<Map<string, string[]>> {
  const found = await db.read((tx) =>
    tx
      .select({ id: serviceCenterCopies.id, country: serviceCenterCopies.country })
      .from(serviceCenterCopies)
      .orderBy(serviceCenterCopies.id),
  );
  if (found.length === 0) throw new Error("There are no service centres yet: seed the network first.");
  if (fallback !== undefined && !found.some(({ id }) => id === fallback)) {
    throw new Error(`There is no service centre ${fallback}.`);
  }
  const centers = new Map<string, string[]>();
  for (const { id, country } of found) centers.set(country, [...(centers.get(country) ?? []), id]);
  return centers;
}

/** Repairs of one group happened at one place: they go to one centre. */
function centerFor(
  { country, group, provider }: Repair,
  centers: Map<string, string[]>,
  fallback: string | undefined,
): string | undefined {
  const there = centers.get(alpha2Of(country) ?? "") ?? [];
  const number = [...`${provider}/${group}`].reduce(
    (sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0),
    7,
  );
  return there[Math.abs(number | 0) % Math.max(1, there.length)] ?? fallback;
}

/** Writes those that are not there yet and answers with them. */
async function writeRepairs(db: Database, placed: readonly Placed[]): Promise<Repair[]> {
  if (placed.length === 0) return [];
  return db.write(async (tx) => {
    const known = await taken(tx, placed);
    const fresh = placed.filter(({ repair }) => !known.ids.has(orderIdOf(repair)));
    const repairs = fresh.map(({ repair }) => repair);
    if (fresh.length === 0) return [];
    await makePartitions(tx, repairs);
    await insertRows(tx, faults, [describedFault], { skipKnown: true });
    await insertRows(tx, deviceModels, repairs.map(deviceOf), { skipKnown: true });
    const keys = await providerKeys(tx, repairs);
    const orders = fresh.map(({ repair, center }): WritableOrder => {
      const reference = freeReference(repair, known.references);
      known.references.add(reference);
      return orderOf(repair, reference, center);
    });
    await writeOrders(tx, orders, keys);
    return repairs;
  });
}

const attempts = 5;

/** Which of the batch's orders are there, and which of the references that they might take. */
async function taken(tx: Tx, placed: readonly Placed[]) {
  const numbers = Array.from({ length: attempts }, (_, attempt) => attempt);
  const ids = placed.map(({ repair }) => orderIdOf(repair));
  const wanted = placed.flatMap(({ repair }) => numbers.map((attempt) => referenceOf(repair, attempt)));
  const byId = await tx.select({ id: workOrders.id }).from(workOrders).where(inArray(workOrders.id, ids));
  const byReference = await tx
    .select({ reference: workOrders.reference })
    .from(workOrders)
    .where(inArray(workOrders.reference, wanted));
  return {
    ids: new Set(byId.map(({ id }) => id)),
    references: new Set(byReference.map(({ reference }) => reference)),
  };
}

function freeReference(repair: Repair, used: ReadonlySet<string>): string {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const reference = referenceOf(repair, attempt);
    if (!used.has(reference)) return reference;
  }
  throw new Error("no reference was free");
}

async function makePartitions(tx: Tx, repairs: readonly Repair[]): Promise<void> {
  const months = [...new Set(repairs.map(({ date }) => `${date.slice(0, 7)}-01`))].sort();
  for (const month of months) await tx.execute(sql`select customer.ensure_event_partition(${month}::date)`);
}

/** The file names no person: whoever gave the records stands in their place, with a key of their own. */
async function providerKeys(tx: Tx, repairs: readonly Repair[]): Promise<Keys> {
  const providers = new Map(repairs.map((repair) => [repair.provider, providerOf(repair)]));
  const rows = [...providers.values()].map((provider) => ({
    ...provider,
    emailSearch: emailKey(provider.email),
    phone: null,
    locale: "en",
    dataKey: hexBytes(newWrappedKey()),
    createdAt: "2012-01-01T00:00:00Z",
  }));
  await insertRows(tx, customers, rows, { skipKnown: true });
  const kept = await tx
    .select({ id: customers.id, dataKey: customers.dataKey })
    .from(customers)
    .where(
      inArray(
        customers.id,
        rows.map(({ id }) => id),
      ),
    );
  return new Map(kept.map(({ id, dataKey }) => [id, unwrapKey(dataKey)]));
}

export function summaryOf({ rows, imported, known, problems }: ImportFigures): string[] {
  const count = (number: number) => number.toLocaleString("en");
  const all = Object.values(imported).reduce((sum, part) => sum + part, 0);
  const { fixed, end_of_life, repairable, unknown } = imported;
  return [
    `${count(all)} of ${count(rows)} rows imported: ${count(fixed)} repaired, ${count(end_of_life)} beyond repair, ` +
      `${count(repairable)} taken home unrepaired, ${count(unknown)} with no known end.`,
    ...(known > 0 ? [`${count(known)} were there already.`] : []),
    ...[...problems]
      .sort(([, a], [, b]) => b - a)
      .map(([problem, times]) => `${count(times)} left out: ${problem}`),
  ];
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { centre: { type: "string" } },
  });
  const [path] = positionals;
  if (!path) throw new Error("Say which file: npm run import:repairs -- FILE [--centre ID]");
  if (!existsSync(path)) throw new Error(`There is no file ${path}.`);
  const file = readFileSync(path);
  const startedAt = performance.now();
  const say = (line: string) => console.log(`  ${line}`);
  const figures = await importRepairs(file, await database("customer"), {
    fallbackCenter: values.centre,
    say,
  });
  for (const line of summaryOf(figures)) console.log(line);
  console.log(`${Math.round((performance.now() - startedAt) / 1000)} s`);
  const usable = figures.known + Object.values(figures.imported).reduce((sum, part) => sum + part, 0);
  if (usable === 0) process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await closeDatabases();
  }
}
