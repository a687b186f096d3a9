import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Authority, newAuthority, type Pem } from "@/scripts/tls/authority";
import { replaceFile, serviceFolderEnv, writePair, writeServiceFolders } from "@/scripts/tls/service-folders";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { forgetEnvironment } from "@/test-support/environment";
import { gent, macbook, screen, seedNetwork } from "@/test-support/network";
import { type ServiceProcess, startService } from "@/test-support/service-process";

freshDatabases();

const root = mkdtempSync(join(tmpdir(), "mycomputer-tls-"));
const others = {
  CUSTOMER_URL: "http://127.0.0.1:9",
  PAYMENT_URL: "http://127.0.0.1:9",
  LOCATION_URL: "http://127.0.0.1:9",
};
let service: ServiceProcess;
let authority: Authority;

beforeAll(async () => {
  await seedNetwork();
  await writeServiceFolders(root);
  authority = await newAuthority("MyComputer test");
  await renew("inventory");
  await renew("portal");
  service = await startService("inventory", { ...others, ...tlsOf("inventory") }, { secure: true });
  Object.assign(process.env, { INVENTORY_URL: service.url, ...tlsOf("portal") });
  forgetEnvironment();
});
afterAll(async () => {
  await service?.stop();
  for (const name of Object.keys({ INVENTORY_URL: "", ...tlsOf("portal") })) delete process.env[name];
  forgetEnvironment();
  rmSync(root, { recursive: true, force: true });
});

/** Tokens are signed with the demo's key here: this process is the portal with Customer inside. */
function tlsOf(name: string): Record<string, string> {
  const { SERVICE_KEYS: _, ...tls } = serviceFolderEnv(root, name);
  return tls;
}

async function renew(name: string): Promise<void> {
  writePair(join(root, name), await authority.issue(name));
  replaceFile(join(root, name, "ca.pem"), authority.pem.cert);
}

const ask = () =>
  insideVerb("customer", "test").contexts.inventory.parts.likely.query({
    deviceModelId: macbook.id,
    faultId: screen.id,
    serviceCenterId: gent.id,
  });

/** A bare connection with a certificate of one's own: what the service answers, or how it ended. */
function connectWith(pem: Partial<Pem>, servername = "inventory"): Promise<number | string> {
  return new Promise((done) => {
    const options = { ...pem, ca: authority.pem.cert, servername, agent: false as const };
    const asked = request(`${service.url}/api/health/live`, options, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    });
    asked.once("error", (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    asked.end();
  });
}

const refusals = () =>
  service
    .log()
    .split("\n")
    .filter((line) => line.includes("service_certificate_refused"));

test("with certificates on both sides a call goes through, and the service's name is checked", async () => {
  expect(await ask()).toMatchObject({ part: { availableHere: expect.any(Number) } });
  expect(await connectWith(await authority.issue("portal"))).toBe(200);
  expect(await connectWith(await authority.issue("portal"), "payment")).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
});

test("an expired certificate, one of another authority and none at all are turned away with a clear line", async () => {
  const long = new Date(Date.now() - 30 * 86_400_000);
  const cases = {
    CERT_HAS_EXPIRED: await authority.issue("portal", { from: long, days: 10 }),
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: await (await newAuthority("Someone else")).issue("portal"),
    ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE: {},
  };
  for (const [reason, pem] of Object.entries(cases)) {
    expect(await connectWith(pem), reason).not.toBe(200);
    await expect.poll(() => refusals().at(-1) ?? "", { message: reason, timeout: 5_000 }).toContain(reason);
  }
});

test("a token counts only from its issuer's own connection", async () => {
  await renew("portal");
  writePair(join(root, "portal"), await authority.issue("payment"));
  await expect
    .poll(
      () =>
        ask().then(
          () => "answered",
          () => "refused",
        ),
      { timeout: 10_000 },
    )
    .toBe("refused");
  await expect.poll(() => service.log().includes("wrong_certificate"), { timeout: 5_000 }).toBe(true);
  await renew("portal");
  await expect
    .poll(
      () =>
        ask().then(
          () => "answered",
          () => "refused",
        ),
      { timeout: 10_000 },
    )
    .toBe("answered");
});

test("certificates are renewed on both sides under load, and no call fails", async () => {
  let on = true;
  let answered = 0;
  const failures: unknown[] = [];
  const load = Array.from({ length: 4 }, async () => {
    while (on) {
      await ask().then(
        () => answered++,
        (error) => failures.push(String(error.cause?.message ?? error)),
      );
    }
  });
  for (let round = 1; round <= 3; round++) {
    const before = answered;
    await renew("inventory");
    await renew("portal");
    const renewed = () => service.log().split("the service's certificate was renewed").length - 1;
    await expect.poll(renewed, { timeout: 10_000 }).toBeGreaterThanOrEqual(round);
    await expect.poll(() => answered - before, { timeout: 20_000 }).toBeGreaterThan(20);
  }
  on = false;
  await Promise.all(load);
  expect([...new Set(failures)]).toEqual([]);
});
