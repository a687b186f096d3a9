import { serverActionsIn } from "./lib/server-actions";

/** Run after `next build`. */
const found = serverActionsIn(process.env.NEXT_DIST_DIR ?? ".next");
if (found.length > 0) console.error(`The build has Server Actions; use verbs instead: ${found.join(", ")}`);
else console.log("The build has no Server Actions.");
process.exitCode = found.length === 0 ? 0 : 1;
