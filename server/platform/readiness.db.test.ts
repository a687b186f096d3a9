import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "@/scripts/services/state";
import { freshDatabases } from "@/test-support/database";
import { forgetEnvironment } from "@/test-support/environment";
import { readiness } from "./readiness";

freshDatabases();

const names = ["KAFKA_BROKERS", "SMTP_URL", "MAIL_FROM"] as const;
const before = names.map((name) => [name, process.env[name]] as const);
let there: Server;
let port = 0;

beforeAll(async () => {
  port = await freePort();
  there = createServer((socket) => socket.end());
  await new Promise<void>((done) => there.listen(port, "127.0.0.1", done));
});
afterAll(() => {
  there.close();
  settings(Object.fromEntries(before));
});

function settings(changed: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(changed)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  forgetEnvironment();
}

test("broker and mail server have a light where they are set, and one that is away takes nobody out", async () => {
  const nobody = await freePort();
  settings({
    KAFKA_BROKERS: `127.0.0.1:${nobody},127.0.0.1:${port}`,
    SMTP_URL: `smtp://127.0.0.1:${nobody}`,
    MAIL_FROM: "MyComputer <hello@mycomputer.example>",
  });
  expect(await readiness()).toMatchObject({ ready: true, dependencies: { kafka: "ok", mail: "away" } });
  settings({ KAFKA_BROKERS: `127.0.0.1:${nobody}`, SMTP_URL: `smtp://someone:secret@127.0.0.1:${port}` });
  expect(await readiness()).toMatchObject({ ready: true, dependencies: { kafka: "away", mail: "ok" } });
  settings({ KAFKA_BROKERS: undefined, SMTP_URL: undefined, MAIL_FROM: undefined });
  const { dependencies } = await readiness();
  expect(Object.keys(dependencies)).not.toContain("kafka");
  expect(Object.keys(dependencies)).not.toContain("mail");
});
