import { expect, test } from "vitest";
import { EnvironmentError, readEnvironment } from "@/server/platform/env";

const secrets = {
  APP_MODE: "production",
  DATABASE_ROLE_SECRET: "c29tZXRoaW5nIGVsc2UgZW50aXJlbHkgaGVyZQ==",
  MASTER_KEY: Buffer.alloc(32, 5).toString("base64"),
};
const keys = { SERVICE_KEYS: "/etc/mycomputer/service-keys.json" };
const elsewhere = {
  CUSTOMER_URL: "https://customer.internal:4002",
  PAYMENT_URL: "https://payment.internal:4003",
  LOCATION_URL: "https://location.internal:4004",
};
const inventory = {
  ...secrets,
  ...keys,
  ...elsewhere,
  SERVICE_NAME: "inventory",
  INVENTORY_DATABASE_URL: "postgres://owner:secret@db.internal/inventory",
};
const portal = {
  ...secrets,
  PUBLIC_URL: "https://mycomputer.example",
  AUTH_SECRET: "Qm9vbWVyYW5nIGJ1dCBsb25nIGVub3VnaA==",
  DATABASE_URL: "postgres://owner:secret@db.internal/platform",
};

function problemsOf(environment: Record<string, string | undefined>): string {
  try {
    readEnvironment(environment);
    return "";
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems.join("\n");
    throw error;
  }
}

test("a service alone holds its own database and nothing of the platform's", () => {
  expect(problemsOf(inventory)).toBe("");
  const { holds, databaseUrl, embedded, service } = readEnvironment(inventory);
  expect({ service, embedded }).toEqual({ service: "inventory", embedded: false });
  expect(["inventory", "customer", "platform"].map((name) => holds(name as "inventory"))).toEqual([
    true,
    false,
    false,
  ]);
  expect(databaseUrl("customer")).toBeUndefined();
  // Its own address may stand in the settings that all processes share.
  expect(
    readEnvironment({ ...inventory, INVENTORY_URL: "https://inventory.internal:4001" }).holds("inventory"),
  ).toBe(true);
});

test("a portal opens no database for a context that runs elsewhere", () => {
  const apart = { ...portal, ...keys, INVENTORY_URL: "https://inventory.internal:4001/" };
  expect(problemsOf(apart)).toBe("");
  const { holds, contextUrl, databaseUrl } = readEnvironment(apart);
  expect(contextUrl("inventory")).toBe("https://inventory.internal:4001");
  expect([holds("inventory"), holds("customer"), holds("platform")]).toEqual([false, true, true]);
  expect(databaseUrl("inventory")).toBeUndefined();
});

test("a context's address is a service's address: without more said it is no demo", () => {
  expect(problemsOf({ INVENTORY_URL: "http://127.0.0.1:4001" })).toContain("AUTH_SECRET must be set");
});

test.each([
  [
    "no other's address",
    { ...inventory, LOCATION_URL: undefined },
    "LOCATION_URL must be set: inventory alone",
  ],
  ["no database", { ...inventory, INVENTORY_DATABASE_URL: undefined }, "INVENTORY_DATABASE_URL must be set"],
  ["no keys", { ...inventory, SERVICE_KEYS: undefined }, "SERVICE_KEYS must be set in production"],
  ["keys missing at the portal", { ...portal, ...elsewhere }, "SERVICE_KEYS must be set in production"],
  [
    "half of its TLS files",
    { ...inventory, SERVICE_TLS_CERT: "/tls/cert.pem" },
    "SERVICE_TLS_KEY, SERVICE_TLS_CA must be set too",
  ],
  [
    "an address with a path",
    { ...inventory, PAYMENT_URL: "https://x/payment" },
    "PAYMENT_URL must be an address",
  ],
  [
    "customer without an outbox for its mails",
    {
      ...inventory,
      SERVICE_NAME: "customer",
      CUSTOMER_DATABASE_URL: "postgres://o:s@db/c",
      INVENTORY_URL: "http://i:1",
      PUBLIC_URL: "https://m.example",
    },
    "DATABASE_URL must be set for customer alone",
  ],
])("a service with %s does not start, and says what to set", (_, environment, sentence) => {
  expect(problemsOf(environment)).toContain(sentence);
});
