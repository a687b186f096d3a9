import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { problemWith } from "@/server/kernel/event-schemas";
import {
  digestOf,
  folder,
  frozen,
  frozenFile,
  goldenFile,
  schemaFile,
  schemasOfContracts,
  typesInSources,
} from "./lib/event-schemas";

const schemas = await schemasOfContracts();

test("the committed schemas are what the contracts say; `npm run event-schemas` writes new versions", () => {
  expect(schemas.size).toBeGreaterThan(20);
  for (const [type, text] of schemas) {
    expect(existsSync(schemaFile(type)), `${schemaFile(type)} is missing`).toBe(true);
    expect(JSON.parse(readFileSync(schemaFile(type), "utf8"))).toEqual(JSON.parse(text));
  }
});

test("no event type is written or read without a schema", () => {
  const known = new Set([...schemas.keys()]);
  expect([...typesInSources()].filter((type) => !known.has(type))).toEqual([]);
});

test("every event version has a golden file that still is as its contract says", () => {
  for (const type of schemas.keys()) {
    expect(existsSync(goldenFile(type)), `${goldenFile(type)} is missing`).toBe(true);
    expect(problemWith(type, JSON.parse(readFileSync(goldenFile(type), "utf8")))).toBeUndefined();
  }
});

test("a published event version, its schema and its golden file never change", () => {
  const published = frozen();
  const files = readdirSync(folder).filter((file) => file.endsWith(".json") && file !== basename(frozenFile));
  expect(Object.keys(published).sort()).toEqual(files.sort());
  for (const [file, digest] of Object.entries(published)) {
    expect(digestOf(join(folder, file)), `${file} was published as something else`).toBe(digest);
  }
});
