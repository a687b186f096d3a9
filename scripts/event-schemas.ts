import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import {
  digestOf,
  folder,
  frozen,
  frozenFile,
  goldenFile,
  schemaFile,
  schemasOfContracts,
} from "./lib/event-schemas";

/** Writes down new event versions. What is published already is never rewritten. */
mkdirSync(folder, { recursive: true });
const published = frozen();
const problems: string[] = [];
for (const [type, text] of await schemasOfContracts()) {
  const file = schemaFile(type);
  if (!existsSync(file)) writeFileSync(file, text);
  else if (JSON.stringify(JSON.parse(readFileSync(file, "utf8"))) !== JSON.stringify(JSON.parse(text)))
    problems.push(`${type} is published and can't change any more: take it back, and make the next version`);
  if (!existsSync(goldenFile(type)))
    problems.push(`${goldenFile(type)} is missing: an example of its data, replayed forever`);
  else for (const one of [file, goldenFile(type)]) published[basename(one)] ??= digestOf(one);
}
const sorted = Object.fromEntries(Object.entries(published).sort(([one], [other]) => (one < other ? -1 : 1)));
writeFileSync(frozenFile, `${JSON.stringify(sorted, null, 2)}\n`);
for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log(`${folder} has every event version, with its example.`);
process.exitCode = problems.length === 0 ? 0 : 1;
