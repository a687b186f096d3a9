import { resolve } from "node:path";
import { Complaint, startChild, stopOnSignals } from "./lib/children.mjs";
import { checkNode, ensureInstalled, ownNode } from "./lib/install.mjs";

// `npm test`: on a fresh machine too. The packages first; the rest needs them (scripts/test/run.ts).
process.chdir(resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, ".."));

async function main() {
  checkNode();
  stopOnSignals();
  await ensureInstalled();
  const args = ["--import", "tsx", "scripts/test/run.ts", ...process.argv.slice(2)];
  const child = startChild(ownNode, args, { stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((done) => child.once("close", (code) => done(code ?? 1)));
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Complaint ? `\n${error.message}` : error);
    process.exit(1);
  },
);
