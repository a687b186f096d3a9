/** Repairs as the Open Repair Alliance publishes them (Open Repair Data Standard): one CSV row a repair attempt. */
import { isUtf8 } from "node:buffer";
import { type CsvError, parse } from "csv-parse";
import { z } from "zod";
import { lengthOf, paragraphsOf } from "@/server/kernel/text";

const columns = [
  "id",
  "data_provider",
  "country",
  "product_category",
  "brand",
  "year_of_manufacture",
  "product_age",
  "repair_status",
  "repair_barrier_if_end_of_life",
  "group_identifier",
  "event_date",
  "problem",
] as const;

export const outcomes = {
  Fixed: "fixed",
  Repairable: "repairable",
  "End of life": "end_of_life",
  Unknown: "unknown",
} as const;
export type Outcome = (typeof outcomes)[keyof typeof outcomes];

const firstDay = "2000-01-01";
const text = (most: number) =>
  z
    .string()
    .transform(paragraphsOf)
    .refine((line) => lengthOf(line) <= most, `is longer than ${most} characters`);
const name = (most: number) => text(most).refine((line) => line !== "", "is empty");
const number = (most: number) =>
  z
    .string()
    .regex(/^(\d{1,4}([.,]\d+)?)?$/, "is no number")
    .transform((given) => (given === "" ? null : Math.round(Number(given.replace(",", ".")))))
    .refine((given) => given === null || given <= most, `is above ${most}`);

const rowSchema = z.object({
  id: name(120),
  data_provider: name(120),
  country: z.string().regex(/^[A-Z]{3}$/, "is no three-letter code"),
  product_category: name(80),
  brand: text(80),
  year_of_manufacture: number(2100),
  product_age: number(100),
  repair_status: z.enum(Object.keys(outcomes) as (keyof typeof outcomes)[], {
    error: `is none of ${Object.keys(outcomes).join(", ")}`,
  }),
  repair_barrier_if_end_of_life: text(200),
  group_identifier: text(120),
  event_date: z.iso.date("is no date like 2024-03-29"),
  problem: text(5_000),
});

export interface Repair {
  id: string;
  provider: string;
  country: string;
  category: string;
  brand: string | null;
  /** Of manufacture, said or reckoned from the age. */
  year: number | null;
  ageYears: number | null;
  outcome: Outcome;
  barrier: string;
  group: string;
  date: string;
  problem: string;
}

export type RepairRow = { line: number; repair: Repair } | { line: number; problem: string };

/** Reads a file row by row; throws when it is no such file at all. */
export async function* repairsIn(file: Buffer, today = new Date().toISOString()): AsyncGenerator<RepairRow> {
  if (file.length === 0) throw new Error("The file is empty.");
  if (!isUtf8(file)) {
    throw new Error(
      `The file is not in UTF-8 (line ${lineNotInUtf8(file)}): save it as "CSV UTF-8" and try again.`,
    );
  }
  const skipped: CsvError[] = [];
  const records = parse(file, {
    bom: true,
    columns: knownColumns,
    info: true,
    max_record_size: 100_000,
    relax_column_count: true,
    // A stray one is a letter like others: the row is judged by its columns.
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error !== undefined) skipped.push(error);
      return undefined;
    },
  });
  /** Where the last row ended: a quotation mark that is never closed was opened behind it. */
  let line = 1;
  for await (const { record, info } of records) {
    yield rowOf(record, line + 1, today);
    line = info.lines;
  }
  for (const { code, lines } of skipped) {
    yield { line: code === "CSV_QUOTE_NOT_CLOSED" ? line + 1 : Number(lines), problem: inWords(code) };
  }
}

function inWords(code: string): string {
  switch (code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return "a quotation mark is opened and never closed; nothing after it was read";
    case "CSV_MAX_RECORD_SIZE":
      return "it is longer than any row can be";
    default:
      return "it cannot be read";
  }
}

function knownColumns(header: string[]): string[] {
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length === 0) return header;
  throw new Error(
    `The file is no Open Repair CSV: ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing. ` +
      `Its first line says: ${header.join(", ").slice(0, 200)}`,
  );
}

function rowOf(record: unknown, line: number, today: string): RepairRow {
  const parsed = rowSchema.safeParse(record);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const missing = issue?.code === "invalid_type";
    return { line, problem: `${String(issue?.path[0])} ${missing ? "is missing" : issue?.message}` };
  }
  const row = parsed.data;
  if (row.event_date < firstDay || row.event_date > today.slice(0, 10)) {
    return { line, problem: `event_date lies before ${firstDay} or ahead` };
  }
  const year =
    row.year_of_manufacture ?? (row.product_age === null ? null : yearOf(row.event_date) - row.product_age);
  const repair: Repair = {
    id: row.id,
    provider: row.data_provider,
    country: row.country,
    category: row.product_category,
    brand: /^(unknown|)$/i.test(row.brand) ? null : row.brand,
    year,
    ageYears: row.product_age ?? (year === null ? null : yearOf(row.event_date) - year),
    outcome: outcomes[row.repair_status],
    barrier: row.repair_barrier_if_end_of_life,
    group: row.group_identifier,
    date: row.event_date,
    problem: row.problem,
  };
  return { line, repair };
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

function lineNotInUtf8(file: Buffer): number {
  let line = 1;
  for (let from = 0; from < file.length; line++) {
    const end = file.indexOf(0x0a, from);
    const until = end === -1 ? file.length : end + 1;
    if (!isUtf8(file.subarray(from, until))) return line;
    from = until;
  }
  return line;
}
