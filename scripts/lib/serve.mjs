import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { Complaint, isStopping, lastLines, startChild } from "./children.mjs";
import { ownNode } from "./install.mjs";

/**
 * Starts the server; resolves when it listens with a promise of its end. A demo's log goes into a file, so that the
 * few lines for the person stay on the screen; otherwise it goes to standard output, where a platform collects it.
 */
export async function startServer({ demo, dataDir, showLog }) {
  const file = demo && !showLog ? freshLog(dataDir) : undefined;
  const log = file === undefined ? "inherit" : openSync(file, "a");
  const child = startChild(ownNode, ["--import", "tsx", "server/main.ts"], {
    stdio: ["ignore", log, log, "ipc"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (typeof log === "number") closeSync(log);
  const ended = new Promise((done) => child.once("close", (code) => done(code ?? 1)));
  const listening = new Promise((done) => child.once("message", () => done("listening")));
  const first = await Promise.race([listening, ended]);
  if (first !== "listening" && !isStopping()) {
    const said = file && existsSync(file) ? `${lastLines(readFileSync(file, "utf8"), 15)}\n\n` : "";
    throw new Complaint(`${said}The server did not start; the lines above say why.`);
  }
  return { ended, file };
}

function freshLog(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "server.log");
  if (existsSync(file)) renameSync(file, `${file}.1`);
  return file;
}
