import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Complaint, runStep } from "./children.mjs";

/** The Node that the project brings along: packages need 24, machines have what they have. */
export const ownNode = join(
  process.cwd(),
  "node_modules/node/bin",
  process.platform === "win32" ? "node.exe" : "node",
);

export function checkNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= 20) return;
  throw new Complaint(
    `This needs Node 20 or later to start from; here is ${process.version}. See nodejs.org.`,
  );
}

/** `npm ci` when what is installed is not what the lock file says. */
export async function ensureInstalled() {
  if (matchesLock()) return;
  const npm = findNpm();
  await runStep("Installing packages", npm.command, [...npm.args, "ci", "--include=dev", "--no-progress"], {
    env: { npm_config_audit: "false", npm_config_fund: "false" },
    complaint: "The packages could not be installed. Is the package registry reachable? Then try again.",
  });
  if (!ownNodeWorks()) await runItsInstallScript(npm);
}

/** npm can be told to run no install scripts; the one of `node` fetches the program itself. */
async function runItsInstallScript(npm) {
  await runStep("Fetching Node 24", npm.command, [...npm.args, "rebuild", "node", "--ignore-scripts=false"], {
    complaint: "Node 24 could not be fetched.",
  });
  if (ownNodeWorks()) return;
  throw new Complaint(
    "npm did not run the install script of the package `node`, which brings Node 24. " +
      "Allow it (npm config set ignore-scripts false) and start again.",
  );
}

function ownNodeWorks() {
  const result = spawnSync(ownNode, ["--version"], { encoding: "utf8" });
  return result.status === 0 && result.stdout.startsWith("v24.");
}

/** Compares package by package, so neither a touched file nor a new clone's dates can mislead it. */
function matchesLock() {
  const hidden = "node_modules/.package-lock.json";
  if (!existsSync(hidden) || !existsSync(ownNode)) return false;
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const found = JSON.parse(readFileSync(hidden, "utf8")).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.link) return true;
    const here = found[path];
    return here === undefined ? isOptional(entry) : here.version === entry.version;
  });
}

function isOptional(entry) {
  return Boolean(entry.optional || entry.devOptional || entry.peer);
}

function findNpm() {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith("npm-cli.js") && existsSync(cli)) return { command: process.execPath, args: [cli] };
  const command = process.platform === "win32" ? "npm.cmd" : "npm";
  if (spawnSync(command, ["--version"], { shell: process.platform === "win32" }).status === 0) {
    return { command, args: [] };
  }
  throw new Complaint("npm was not found. It comes with Node: install Node from nodejs.org, then try again.");
}
