import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isStopping, runStep } from "./children.mjs";
import { ownNode } from "./install.mjs";

/** What stands in the checkout but never gets into the build. */
const apart = new Set(["bench", "docs", "e2e", "infra", "node_modules", "scripts", "test-support"]);
const noSource = /(\.md|\.test\.tsx?|\.tsbuildinfo)$|^next-env\.d\.ts$/;

function buildDir() {
  return process.env.NEXT_DIST_DIR || ".next";
}

/** `next build`, unless the last build was made from these very sources. */
export async function ensureBuilt() {
  const digest = digestOfSources();
  const record = join(buildDir(), "built-from");
  if (
    existsSync(record) &&
    existsSync(join(buildDir(), "BUILD_ID")) &&
    readFileSync(record, "utf8") === digest
  ) {
    return "unchanged";
  }
  await runStep("Building the portal", ownNode, ["node_modules/next/dist/bin/next", "build"], {
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    complaint: "The portal could not be built; the lines above say why.",
  });
  if (!isStopping()) writeFileSync(record, digest);
  return "built";
}

function digestOfSources() {
  const hash = createHash("sha256");
  for (const [name, value] of Object.entries(process.env).sort()) {
    if (name.startsWith("NEXT_PUBLIC_")) hash.update(`${name}=${value}\0`);
  }
  for (const path of sourceFiles(".").sort())
    hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || noSource.test(entry.name)) return [];
    if (entry.isFile()) return [path];
    return entry.isDirectory() && !(folder === "." && apart.has(entry.name)) ? sourceFiles(path) : [];
  });
}
