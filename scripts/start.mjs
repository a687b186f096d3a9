import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ensureBuilt } from "./lib/build.mjs";
import { Complaint, isStopping, runStep, stopOnSignals } from "./lib/children.mjs";
import { checkNode, ensureInstalled, ownNode } from "./lib/install.mjs";
import { startServer } from "./lib/serve.mjs";
import { checkPort, readSettings } from "./lib/settings.mjs";

// `npm start`: everything from a clean clone to a served portal. It runs on the machine's own Node without packages.
process.chdir(resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, ".."));
const startedAt = Date.now();

async function main() {
  checkNode();
  stopOnSignals();
  const settings = readSettings();
  await checkPort(settings);
  const steps = [ensureInstalled, ensureBuilt, () => prepareDatabase(settings)];
  for (const step of steps) {
    await step();
    if (isStopping()) return 130;
  }
  console.log("> Starting ...");
  const { ended, file } = await startServer({ ...settings, showLog: process.argv.includes("--log") });
  if (isStopping()) return ended;
  sayWelcome(settings, file);
  const code = await ended;
  if (!isStopping())
    throw new Complaint(`The server ended by itself (${code}). ${file ? `See ${file}.` : ""}`);
  console.log("Stopped.");
  return 0;
}

/** The embedded database migrates itself when it is opened; PostgreSQL is migrated by its owner's login here. */
async function prepareDatabase({ embedded, demo, dataDir }) {
  if (!embedded) {
    await runStep("Bringing the database up to date", ownNode, ["--import", "tsx", "db/migrate-cli.ts"], {
      complaint: "The database could not be migrated; the lines above say why.",
    });
  }
  const seeded = join(dataDir, "seeded");
  if (!demo || isStopping() || (embedded && existsSync(seeded) && existsSync(join(dataDir, "database"))))
    return;
  await runStep("Filling the demo network", ownNode, ["--import", "tsx", "db/seed/run.ts", "--if-empty"], {
    complaint: "The demo data could not be written; the lines above say why.",
    show: true,
  });
  if (isStopping()) return;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(seeded, `${new Date().toISOString()}\n`);
}

function sayWelcome({ demo, port, host }, logFile) {
  const address = host === "0.0.0.0" || host === "127.0.0.1" ? "localhost" : host;
  console.log(`  ready after ${Math.round((Date.now() - startedAt) / 1000)} s\n`);
  console.log(`MyComputer is at http://${address}:${port}`);
  if (demo) {
    const result = spawnSync(ownNode, ["--import", "tsx", "scripts/welcome.ts"], { encoding: "utf8" });
    if (result.status === 0) process.stdout.write(result.stdout);
  }
  console.log(logFile ? `\nIts log is ${logFile}. Ctrl-C stops it.` : "\nCtrl-C stops it.");
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Complaint ? `\n${error.message}` : error);
    process.exit(1);
  },
);
