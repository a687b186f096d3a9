import { readFileSync, writeFileSync } from "node:fs";
import { completePlatforms, type Lock } from "./lib/lock-platforms";

/** `npm run lock`, after a package was added where the registry has only this system's programs. */
const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;
const added = completePlatforms(lock);
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
console.log(
  added.length === 0 ? "The lock file is complete." : `Added for other systems:\n  ${added.join("\n  ")}`,
);
