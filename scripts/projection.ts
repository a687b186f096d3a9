import { existsSync } from "node:fs";
import { parseArgs } from "node:util";

const help = `npm run projection -- list | check NAME | rebuild NAME
  list     names the read models
  check    builds one anew beside the live one and says row by row whether they are the same
  rebuild  puts what it built in the live one's place, in one transaction, while all goes on
The embedded database belongs to one process: stop the portal first, or use PostgreSQL.`;

if (existsSync(".env")) process.loadEnvFile(".env");
process.env.LOG_LEVEL ??= "warn";
const { positionals } = parseArgs({ allowPositionals: true, options: {} });
const { readModels, checkReadModel, rebuildReadModel } = await import("@/server/workers/read-models");
const { closeDatabases } = await import("@/db/client");
const { isSame } = await import("@/server/platform/projections/compare");

/** Which row it is. What stands in it may be personal, and this is read by more people than the row. */
function identityOf(row: unknown): string {
  const named = Object.entries(row ?? {}).filter(([column]) => /(^|_)(id|key)$/.test(column));
  return JSON.stringify(Object.fromEntries(named));
}

async function main(): Promise<number> {
  const [action, name] = positionals;
  if (action === "list") {
    for (const model of readModels)
      console.log(`${model.name}  (by ${model.kind === "feed" ? "events" : "asking"})`);
    return 0;
  }
  const model = readModels.find((one) => one.name === name);
  if (model === undefined || (action !== "check" && action !== "rebuild")) throw new Error(help);
  const before = await (action === "check" ? checkReadModel(model) : rebuildReadModel(model));
  for (const { table, rows, missing, wrong, examples } of before) {
    console.log(`${table}: ${rows} rows, ${missing} missing, ${wrong} wrong`);
    for (const example of examples) console.log(`  ${identityOf(example)}`);
  }
  const same = before.every(isSame);
  if (action === "rebuild") console.log(same ? "it was right already" : "it is right now");
  return same || action === "rebuild" ? 0 : 3;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabases();
}
