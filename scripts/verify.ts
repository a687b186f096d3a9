import { verify } from "./lib/verify";

/** `npm run verify`: types, lint, boundaries, dead code and unit tests, in seconds and without a server. */
const startedAt = performance.now();
const { passed, failed } = await verify(console.log);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
console.log(`${passed} passed, ${failed} failed, in ${seconds} s`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
