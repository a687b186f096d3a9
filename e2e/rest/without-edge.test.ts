import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "@/scripts/services/state";
import { fetchPlain, forms, protectedPages, showsNothing } from "./protected";

const build = process.env.NEXT_DIST_DIR ?? ".next";
const copy = ".next-without-edge";
const dataDir = mkdtempSync(join(tmpdir(), "mycomputer-no-edge-"));
let server: ChildProcess | undefined;
let origin = "";

/** The same build with its edge taken out: what is left must refuse by itself. */
beforeAll(async () => {
  expect(existsSync(join(build, "BUILD_ID")), "there is a build").toBe(true);
  const left = new Set(["cache", "dev", "trace", "diagnostics"]);
  rmSync(copy, { recursive: true, force: true });
  cpSync(build, copy, { recursive: true, filter: (path) => !left.has(basename(path)) });
  const noEdge = { version: 3, middleware: {}, sortedMiddleware: [], functions: {} };
  writeFileSync(join(copy, "server", "middleware-manifest.json"), JSON.stringify(noEdge));
  const port = await freePort();
  origin = `http://localhost:${port}`;
  const own = {
    APP_MODE: "demo",
    PORT: String(port),
    HOST: "127.0.0.1",
    DATA_DIR: dataDir,
    NEXT_DIST_DIR: copy,
  };
  const foreign = Object.keys(process.env).filter((name) => /_URL$|^UPSTASH_|^OIDC_|^SMTP_/.test(name));
  const child = spawn(process.execPath, ["--import", "tsx", "server/main.ts"], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, ...Object.fromEntries(foreign.map((name) => [name, undefined])), ...own },
  });
  server = child;
  await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("close", () => reject(new Error("the server without its edge did not start")));
  });
  // Its database begins empty, and is made while the first page is asked for.
  const isReady = async () => expect((await fetch(`${origin}/api/health/ready`)).status).toBe(200);
  await vi.waitFor(isReady, { timeout: 90_000, interval: 500 });
}, 120_000);

afterAll(async () => {
  const closed = new Promise((resolve) => server?.once("close", resolve) ?? resolve(undefined));
  server?.kill("SIGTERM");
  await closed;
  rmSync(copy, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

/** In a page's data: the redirect, "not found", or a prefetch that has the names of the segments and no content. */
const refusal = /NEXT_REDIRECT;[a-z]+;\/en\/sign-in|;404"|"h":\{"r":\[null,null\],"p":true,/;

test("the edge is really out", async () => {
  const { headers } = await fetchPlain(origin, { path: "/en/sign-in", headers: {} });
  expect(headers.get("content-security-policy")).not.toContain("nonce-");
});

test.each(protectedPages)("%s shows a guest nothing", async (path) => {
  for (const form of forms(path)) {
    const answer = await fetchPlain(origin, form);
    showsNothing(answer);
    const says = `${form.path} ${JSON.stringify(form.headers)}`;
    if (answer.status === 200) expect(answer.body, says).toMatch(refusal);
    else expect([307, 308, 404], says).toContain(answer.status);
  }
});
