import { spawn } from "node:child_process";

/** A sentence for the person at the keyboard; no stack is shown for it. */
export class Complaint extends Error {}

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
let stopping = false;

/** Starts a child in a process group of its own, so that Ctrl-C reaches it once: through us. */
export function startChild(command, args, options = {}) {
  const child = spawn(command, args, { detached: process.platform !== "win32", ...options });
  running.add(child);
  child.once("close", () => running.delete(child));
  child.once("error", () => running.delete(child));
  return child;
}

/**
 * Runs a step to its end: one line when it begins, a sign of life every ten seconds, one line when it is done.
 * Its output is kept back and shown when it fails; with `show`, as it comes.
 */
export async function runStep(title, command, args, { complaint, env = {}, show = false }) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  console.log(`> ${title} ...`);
  const signOfLife = setInterval(() => console.log(`  still at it (${seconds()} s)`), 10_000);
  try {
    const { code, output } = await collect(
      startChild(command, args, { env: { ...process.env, ...env } }),
      show,
    );
    if (stopping) return;
    if (code !== 0) throw new Complaint(`${telling(output)}\n\n${complaint}`);
    console.log(`  done in ${seconds()} s`);
  } finally {
    clearInterval(signOfLife);
  }
}

function collect(child, show) {
  let output = "";
  const keep = (part) => {
    output = (output + part).slice(-200_000);
    if (show) process.stdout.write(String(part).replace(/^(?=.)/gm, "  "));
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return new Promise((done, fail) => {
    child.once("error", (error) =>
      fail(new Complaint(`${child.spawnfile} could not be run: ${error.message}.`)),
    );
    child.once("close", (code) => done({ code, output }));
  });
}

/** Of a long output the lines that name an error, which often come first, and its end. */
function telling(output) {
  const lines = output.trimEnd().split("\n");
  const errors = lines.slice(0, -15).filter((line) => /\berr(or)?\b/i.test(line));
  return [...errors.slice(0, 10), ...lines.slice(-15)].join("\n");
}

export function lastLines(text, count) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}

export function isStopping() {
  return stopping;
}

/** Ctrl-C and SIGTERM end every child politely, and by force if it takes longer than 15 s or is asked twice. */
export function stopOnSignals() {
  let askedAt = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      // npm passes the terminal's Ctrl-C on, so one press can arrive twice.
      if (stopping && Date.now() - askedAt < 2_000) return;
      if (!stopping) console.log("\nStopping ...");
      signalChildren(stopping ? "SIGKILL" : "SIGTERM");
      stopping = true;
      askedAt = Date.now();
      if (running.size === 0) process.exit(130);
      setTimeout(() => signalChildren("SIGKILL"), 15_000).unref();
    });
  }
  process.on("exit", () => signalChildren("SIGKILL"));
}

function signalChildren(signal) {
  for (const child of running) {
    if (child.pid === undefined) continue;
    try {
      if (process.platform === "win32") child.kill(signal);
      else process.kill(-child.pid, signal);
    } catch {
      // it ended by itself meanwhile
    }
  }
}
