import { expect, test } from "vitest";
import { EnvironmentError, readEnvironment } from "./env";

const production = {
  APP_MODE: "production",
  PUBLIC_URL: "https://mycomputer.example",
  DATABASE_URL: "postgres://owner:secret@db.internal/mycomputer",
  AUTH_SECRET: "Qm9vbWVyYW5nIGJ1dCBsb25nIGVub3VnaA==",
  DATABASE_ROLE_SECRET: "c29tZXRoaW5nIGVsc2UgZW50aXJlbHkgaGVyZQ==",
  MASTER_KEY: Buffer.alloc(32, 5).toString("base64"),
};

function problemsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readEnvironment(environment);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
}

test("with nothing set it is a demo on this machine alone", () => {
  expect(readEnvironment({})).toMatchObject({ mode: "demo", host: "127.0.0.1", embedded: true });
});

test("a service's address makes it production, where everything must be said", () => {
  const problems = problemsOf({ DATABASE_URL: production.DATABASE_URL });
  for (const name of ["AUTH_SECRET", "MASTER_KEY", "DATABASE_ROLE_SECRET", "PUBLIC_URL"]) {
    expect(
      problems.some((problem) => problem.startsWith(`${name} must be set`)),
      name,
    ).toBe(true);
  }
});

test("a complete production environment starts", () => {
  expect(problemsOf(production)).toEqual([]);
});

test.each(["AUTH_SECRET", "DATABASE_ROLE_SECRET", "MASTER_KEY"] as const)(
  "production refuses a demo's %s, with a sentence that names it",
  (name) => {
    const made =
      name === "MASTER_KEY" ? Buffer.from("demo-master-key-of-mycomputer-32").toString("base64") : undefined;
    const demo = made ?? `demo-${"x".repeat(43)}`;
    const problems = problemsOf({ ...production, [name]: demo });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
    expect(problems[0]).toContain("demo");
  },
);

test("production refuses a short secret and a key of another length", () => {
  expect(problemsOf({ ...production, AUTH_SECRET: "short" })).toEqual([
    "AUTH_SECRET must have at least 32 characters",
  ]);
  expect(problemsOf({ ...production, MASTER_KEY: Buffer.alloc(40, 5).toString("base64") })).toEqual([
    "MASTER_KEY must be 32 bytes in base64",
  ]);
});

test.each([
  ["UPSTASH_REDIS_REST_URL", "https://redis.internal", "UPSTASH_REDIS_REST_TOKEN"],
  ["OIDC_ISSUER", "https://idp.internal", "OIDC_CLIENT_ID"],
  ["SMTP_URL", "smtp://mail.internal", "MAIL_FROM"],
])("%s alone is half a setting", (name, value, missing) => {
  const [problem] = problemsOf({ ...production, [name]: value });
  expect(problem).toContain(missing);
});

test("a demo pays with the sandbox; production refuses it and starts without a provider", () => {
  expect(readEnvironment({}).paymentProvider).toBe("sandbox");
  expect(readEnvironment({ PAYMENT_PROVIDER: "none" }).paymentProvider).toBeUndefined();
  expect(readEnvironment(production).paymentProvider).toBeUndefined();
  expect(problemsOf({ ...production, PAYMENT_PROVIDER: "sandbox" })).toEqual([
    "PAYMENT_PROVIDER is the sandbox, which takes no money: set it to none",
  ]);
});

test("a replica without its primary, or in its primary's place, is refused", () => {
  expect(problemsOf({ CUSTOMER_REPLICA_URL: "postgres://replica/customer" })).toEqual([
    "CUSTOMER_REPLICA_URL is set: CUSTOMER_DATABASE_URL or DATABASE_URL must be too",
  ]);
  const url = production.DATABASE_URL;
  expect(problemsOf({ ...production, LOCATION_REPLICA_URL: url })).toEqual([
    "LOCATION_REPLICA_URL is the primary itself: leave it out, or name a replica",
  ]);
});
