import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { declaredEvents } from "@/server/kernel/event-schemas";

/** Here stand, for each event version, its JSON Schema, an example from its first day, and the digests of both. */
export const folder = "docs/events";
export const frozenFile = join(folder, "frozen.json");

export const schemaFile = (type: string) => join(folder, `${type}.schema.json`);
export const goldenFile = (type: string) => join(folder, `${type}.golden.json`);

/** What the contracts declare now, by type, as the text of its JSON Schema file. */
export async function schemasOfContracts(): Promise<Map<string, string>> {
  const contracts = globSync("server/contexts/*/contract/*.ts").filter((file) => !file.endsWith(".test.ts"));
  for (const file of contracts) await import(pathToFileURL(resolve(file)).href);
  const types = [...declaredEvents()].sort(([one], [other]) => (one < other ? -1 : 1));
  return new Map(types.map(([type, schema]) => [type, schemaText(type, schema)]));
}

function schemaText(type: string, schema: z.ZodType): string {
  const { $schema, ...rest } = z.toJSONSchema(schema);
  return `${JSON.stringify({ $schema, title: type, ...rest }, null, 2)}\n`;
}

/** Digests of what was published, by file name. */
export function frozen(): Record<string, string> {
  return existsSync(frozenFile) ? JSON.parse(readFileSync(frozenFile, "utf8")) : {};
}

/** Of what a file says, however it is laid out. */
export function digestOf(file: string): string {
  const said = JSON.stringify(JSON.parse(readFileSync(file, "utf8")));
  return createHash("sha256").update(said).digest("hex");
}

/** Every literal in our sources that reads like an event's type, tests and their own types aside. */
export function typesInSources(): Set<string> {
  const sources = globSync("{server,db}/**/*.ts").filter((file) => !file.endsWith(".test.ts"));
  const literals = /["'`]([a-z_]+\.[a-z_]+\.v\d+)["'`]/g;
  return new Set(
    sources
      .flatMap((file) => [...readFileSync(file, "utf8").matchAll(literals)].map(([, type]) => type ?? ""))
      .filter((type) => !type.startsWith("test.")),
  );
}
