import { resolve } from "node:path";
import { checkBoundaries } from "./lib/boundaries";

/** `npm run boundaries`: who imports what they may not, and whether the tool looked at everything. */
const result = await checkBoundaries(resolve(import.meta.dirname, ".."));
for (const line of result.problems) console.error(line);
console.log(`${result.cruised} modules looked at, ${result.problems.length} problems`);
process.exitCode = result.problems.length === 0 ? 0 : 1;
