import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Manifest = { node?: Record<string, unknown>; edge?: Record<string, unknown> };

/** Ids of the Server Actions in a build. There must be none: every change goes through a verb. */
export function serverActionsIn(buildDir: string): string[] {
  const file = join(buildDir, "server/server-reference-manifest.json");
  if (!existsSync(file)) throw new Error(`${file} is missing: is there a build?`);
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  if (!manifest.node || !manifest.edge) throw new Error(`${file} has another shape than this check knows`);
  return [...Object.keys(manifest.node), ...Object.keys(manifest.edge)];
}
