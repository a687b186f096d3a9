import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { Complaint } from "./children.mjs";

/** The few settings that the start itself depends on; server/platform/env.ts checks all of them. */
export function readSettings() {
  if (existsSync(".env")) loadEnv();
  const { APP_MODE, DATABASE_URL, UPSTASH_REDIS_REST_URL, SMTP_URL, PORT, HOST, DATA_DIR } = process.env;
  const demo = APP_MODE ? APP_MODE === "demo" : !(DATABASE_URL || UPSTASH_REDIS_REST_URL || SMTP_URL);
  const port = Number(PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Complaint(`PORT must be a number from 1 to 65535; here it is "${PORT}".`);
  }
  return {
    demo,
    embedded: !DATABASE_URL,
    port,
    host: HOST || (demo ? "127.0.0.1" : "0.0.0.0"),
    dataDir: DATA_DIR || ".data",
  };
}

function loadEnv() {
  if (process.loadEnvFile) return process.loadEnvFile(".env");
  for (const line of readFileSync(".env", "utf8").split("\n")) {
    const [, name, value] = /^\s*([A-Z_]+)\s*=\s*"?(.*?)"?\s*$/.exec(line) ?? [];
    if (name && process.env[name] === undefined) process.env[name] = value;
  }
}

export function checkPort({ port, host }) {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", (error) => fail(new Complaint(portSentence(error, port, host))));
    probe.listen(port, host, () => probe.close(done));
  });
}

function portSentence(error, port, host) {
  if (error.code === "EADDRINUSE") {
    return `Port ${port} is in use. Choose another one: PORT=${port + 1} npm start`;
  }
  if (error.code === "EACCES") return `Port ${port} is reserved for the system. Choose one above 1023.`;
  return `Cannot listen on ${host}, port ${port}: ${error.message}.`;
}
