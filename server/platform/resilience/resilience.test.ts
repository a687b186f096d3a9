import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import { callThrough, type PolicyOptions } from "./call-through";
import { Dependency } from "./dependency";
import { BehindItAway } from "./failures";
import { dependencyStates, throughPolicy } from "./index";
import { type PolicySettings, retryDelayMillis } from "./policies";

const settings: PolicySettings = {
  timeoutMillis: 200,
  budgetMillis: 5_000,
  attempts: 5,
  inFlightMost: 4,
  queuedMost: 2,
  opensAfter: 20,
  opensForMillis: 200,
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A real dependency with a fault of its own, and a way to call it under a policy. */
async function faulty(behave: RequestListener, changes: Partial<PolicySettings> = {}) {
  let asked = 0;
  const started = createServer((request, response) => {
    asked += 1;
    behave(request, response);
  });
  server = started;
  await new Promise<void>((done) => started.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
  const dependency = new Dependency("context.inventory", { ...settings, ...changes });
  const call = (options: Partial<PolicyOptions> = {}) =>
    callThrough(dependency, { idempotent: true, ...options }, async (signal) => {
      const answer = await fetch(url, { signal });
      const text = await answer.text();
      if (answer.status === 409) throw new DomainError("slot_taken");
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
      return text;
    });
  return { call, dependency, asked: () => asked };
}

const away = { code: "unavailable", details: { context: "inventory" } };

test("an answer that comes at the third try is the answer", async () => {
  let tries = 0;
  const { call, dependency, asked } = await faulty((_, response) => {
    tries += 1;
    response.writeHead(tries < 3 ? 503 : 200).end("there");
  });
  expect(await call()).toBe("there");
  expect(asked()).toBe(3);
  expect(dependency.state()).toMatchObject({
    calls: 3,
    failures: 2,
    retries: 2,
    breaker: "closed",
    inFlight: 0,
  });
  expect(dependency.state().lastFailureAt).toEqual(expect.any(String));
});

test("after five tries the caller learns which context is away", async () => {
  const { call, asked } = await faulty((request) => request.socket.destroy());
  await expect(call()).rejects.toMatchObject(away);
  expect(asked()).toBe(5);
});

test("a command without an idempotency key is tried once, whatever happens to it", async () => {
  const { call, asked } = await faulty((_, response) => response.writeHead(503).end());
  await expect(call({ idempotent: false })).rejects.toMatchObject(away);
  expect(asked()).toBe(1);
});

test("an inner caller never tries again: that is the outermost one's to do", async () => {
  const { call, asked } = await faulty((_, response) => response.writeHead(503).end());
  await expect(call({ deadline: Date.now() + 5_000 })).rejects.toMatchObject(away);
  expect(asked()).toBe(1);
});

test("past the deadline nothing is asked, and no attempt outlasts it", async () => {
  const { call, asked } = await faulty(() => {}, { timeoutMillis: 30_000 });
  await expect(call({ deadline: Date.now() - 1 })).rejects.toMatchObject(away);
  expect(asked()).toBe(0);
  const began = Date.now();
  await expect(call({ deadline: Date.now() + 50 })).rejects.toMatchObject(away);
  expect(Date.now() - began).toBeLessThan(10_000);
});

test("a slow dependency is left alone after its time, and the time of all tries is limited too", async () => {
  const { call, asked } = await faulty(() => {}, { timeoutMillis: 100, budgetMillis: 300 });
  const began = Date.now();
  await expect(call()).rejects.toMatchObject(away);
  expect(Date.now() - began).toBeLessThan(10_000);
  expect(asked()).toBeGreaterThan(1);
});

test("a refusal is an answer: not tried again, and no failure", async () => {
  const { call, dependency, asked } = await faulty((_, response) => response.writeHead(409).end(), {
    opensAfter: 1,
  });
  for (let round = 1; round <= 5; round++) await expect(call()).rejects.toMatchObject({ code: "slot_taken" });
  expect(asked()).toBe(5);
  expect(dependency.state()).toMatchObject({ breaker: "closed", failures: 0 });
});

test("the breaker opens after failures in a row, lets one call try after a while, and closes when it succeeds", async () => {
  let well = false;
  const { call, dependency, asked } = await faulty(
    (_, response) => response.writeHead(well ? 200 : 503).end("back"),
    {
      opensAfter: 3,
    },
  );
  for (let round = 1; round <= 3; round++)
    await expect(call({ idempotent: false })).rejects.toMatchObject(away);
  expect(dependency.state().breaker).toBe("open");
  await expect(call()).rejects.toMatchObject(away);
  expect(asked()).toBe(3);
  expect(dependency.state().rejected).toBe(1);
  // One that fails while it is half open shuts it again.
  await expect.poll(async () => call({ idempotent: false }).catch(() => asked())).toBe(4);
  expect(dependency.state().breaker).toBe("open");
  well = true;
  await expect.poll(() => call().catch(() => "away")).toBe("back");
  expect(dependency.state().breaker).toBe("closed");
});

test("a full bulkhead refuses at once what would only wait", async () => {
  const waiting: (() => void)[] = [];
  const { call, dependency } = await faulty((_, response) => void waiting.push(() => response.end("done")), {
    timeoutMillis: 10_000,
    budgetMillis: 10_000,
  });
  const calls = Array.from({ length: 7 }, () => call());
  await expect(calls[6]).rejects.toMatchObject(away);
  expect(dependency.state()).toMatchObject({ inFlight: 4, queued: 2, rejected: 1 });
  await expect
    .poll(() => waiting.splice(0).map((answer) => answer()).length + dependency.state().inFlight)
    .toBe(0);
  expect(await Promise.all(calls.slice(0, 6))).toEqual(new Array(6).fill("done"));
});

test("what is away behind a dependency is worth another try, and not the dependency's own failure", async () => {
  const dependency = new Dependency("context.customer", { ...settings, opensAfter: 1 });
  const behind = new DomainError("unavailable", { context: "location" });
  let tries = 0;
  const call = callThrough(dependency, { idempotent: true }, async () => {
    tries += 1;
    throw new BehindItAway(behind);
  });
  await expect(call).rejects.toBe(behind);
  expect(tries).toBe(5);
  expect(dependency.state()).toMatchObject({ breaker: "closed", failures: 0, retries: 4 });
});

test("who no longer waits is no failure of the dependency", async () => {
  const { call, dependency, asked } = await faulty(() => {}, { timeoutMillis: 5_000 });
  const gone = new AbortController();
  const waiting = call({ aborted: gone.signal });
  await expect.poll(asked).toBe(1);
  gone.abort();
  await expect(waiting).rejects.toThrow("the caller has gone");
  expect(dependency.state()).toMatchObject({ failures: 0, retries: 0 });
});

test("every dependency that was called shows its state under its name", async () => {
  await throughPolicy("redis", { idempotent: false }, async () => "counted");
  await expect(
    throughPolicy("smtp", { idempotent: false }, async () => Promise.reject(new Error("cut"))),
  ).rejects.toMatchObject({
    code: "unavailable",
    details: { dependency: "smtp" },
  });
  expect(dependencyStates()).toMatchObject([
    { name: "redis", calls: 1, failures: 0, lastFailureAt: null },
    { name: "smtp", calls: 1, failures: 1, breaker: "closed" },
  ]);
});

test("waits begin within 100 ms, double, and never pass 10 s", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempt, dice) => {
        const wait = retryDelayMillis(attempt, () => dice);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(10_000, 100 * 2 ** (attempt - 1)));
      },
    ),
  );
  expect(retryDelayMillis(1, () => 1)).toBe(100);
});
