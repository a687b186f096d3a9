import { z } from "zod";
import { contextNames, type SchemaName } from "@/server/kernel/context-name";
import { demoSecretsIn } from "./demo-secrets";
import { serviceLayout, serviceProblems, serviceVariables } from "./services/service-env";
import { transportOf, transportProblems } from "./transport/settings";

const optional = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();

const environment = z.object({
  APP_MODE: z.enum(["demo", "production"]).optional(),
  NODE_ENV: z.string().default("development"),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: optional,
  PUBLIC_URL: optional,
  DATA_DIR: z.string().default(".data"),
  ANCHOR_DAY: optional,
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(8).default(0),
  DATABASE_URL: optional,
  INVENTORY_DATABASE_URL: optional,
  CUSTOMER_DATABASE_URL: optional,
  PAYMENT_DATABASE_URL: optional,
  LOCATION_DATABASE_URL: optional,
  INVENTORY_REPLICA_URL: optional,
  CUSTOMER_REPLICA_URL: optional,
  PAYMENT_REPLICA_URL: optional,
  LOCATION_REPLICA_URL: optional,
  REPLICA_MAX_LAG_SECONDS: z.coerce.number().min(0).max(3600).default(5),
  DATABASE_ROLE_SECRET: optional,
  AUTH_SECRET: optional,
  MASTER_KEY: optional,
  UPSTASH_REDIS_REST_URL: optional,
  UPSTASH_REDIS_REST_TOKEN: optional,
  MAPBOX_TOKEN: optional,
  OIDC_ISSUER: optional,
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  SMTP_URL: optional,
  MAIL_FROM: optional,
  // Telemetry
  METRICS_TOKEN: optional,
  OTEL_EXPORTER_OTLP_ENDPOINT: optional,
  OTEL_SERVICE_NAME: optional,
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  PAYMENT_PROVIDER: z.enum(["sandbox", "none"]).optional(),
  // Event transport
  KAFKA_BROKERS: optional,
  KAFKA_TOPIC_PREFIX: optional,
  KAFKA_USERNAME: optional,
  KAFKA_PASSWORD: optional,
  KINESIS_STREAM_PREFIX: optional,
  KINESIS_ENDPOINT: optional,
  AWS_REGION: optional,
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  ...serviceVariables,
});

const demoSecrets = {
  AUTH_SECRET: "demo-auth-secret-of-mycomputer-not-for-production",
  DATABASE_ROLE_SECRET: "demo-role-secret-of-mycomputer-not-for-production",
  MASTER_KEY: Buffer.from("demo-master-key-of-mycomputer-32").toString("base64"),
};

/** What can't be started, as sentences that say what to set. */
export class EnvironmentError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The environment is not usable:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "EnvironmentError";
  }
}

function togetherOrNot(raw: Record<string, unknown>, names: readonly string[]): string[] {
  const missing = names.filter((name) => raw[name] === undefined);
  if (missing.length === 0 || missing.length === names.length) return [];
  return [`${missing.join(", ")} must be set too: ${names.join(", ")} go together`];
}

/** Reads and checks the environment. Throws EnvironmentError with every problem at once. */
export function readEnvironment(source: Record<string, string | undefined>) {
  const parsed = environment.safeParse(source);
  if (!parsed.success) {
    throw new EnvironmentError(
      parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`),
    );
  }
  const raw = parsed.data;
  const ownUrls = contextNames.filter((name) => urlOf(raw, name, false));
  const layout = serviceLayout(raw);
  const anyService =
    layout.service ??
    raw.DATABASE_URL ??
    raw.UPSTASH_REDIS_REST_URL ??
    raw.SMTP_URL ??
    raw.KAFKA_BROKERS ??
    raw.KINESIS_STREAM_PREFIX ??
    contextNames.find((name) => layout.contextUrl(name));
  const mode = raw.APP_MODE ?? (anyService === undefined ? "demo" : "production");
  const problems = [
    ...togetherOrNot(raw, ["UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN"]),
    ...togetherOrNot(raw, ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]),
    ...togetherOrNot(raw, ["SMTP_URL", "MAIL_FROM"]),
    ...togetherOrNot(raw, ["SERVICE_TLS_CERT", "SERVICE_TLS_KEY", "SERVICE_TLS_CA"]),
    ...transportProblems(raw),
    ...telemetryProblems(raw),
    ...serviceProblems(raw, mode, (name) => urlOf(raw, name, true)),
    ...(layout.service === undefined && ownUrls.length > 0 && raw.DATABASE_URL === undefined
      ? ["DATABASE_URL must be set when a context has a database of its own: identities live there"]
      : []),
    ...replicaProblems(raw),
    ...(mode === "production" ? productionProblems(raw) : []),
  ];
  if (problems.length > 0) throw new EnvironmentError(problems);
  return {
    mode,
    development: raw.NODE_ENV === "development",
    port: raw.PORT,
    host: raw.HOST ?? (mode === "demo" ? "127.0.0.1" : "0.0.0.0"),
    publicUrl: (raw.PUBLIC_URL ?? `http://localhost:${raw.PORT}`).replace(/\/$/, ""),
    dataDir: raw.DATA_DIR,
    anchorDay: raw.ANCHOR_DAY,
    trustedProxyHops: raw.TRUSTED_PROXY_HOPS,
    embedded: raw.DATABASE_URL === undefined && ownUrls.length === 0,
    databaseUrl: (schema: SchemaName) => (layout.holds(schema) ? urlOf(raw, schema, true) : undefined),
    ...layout,
    replicaUrl: (schema: SchemaName) => (layout.holds(schema) ? replicaUrlOf(raw, schema) : undefined),
    replicaMaxLagMillis: raw.REPLICA_MAX_LAG_SECONDS * 1000,
    databaseRoleSecret: raw.DATABASE_ROLE_SECRET ?? demoSecrets.DATABASE_ROLE_SECRET,
    authSecret: raw.AUTH_SECRET ?? demoSecrets.AUTH_SECRET,
    masterKey: Buffer.from(raw.MASTER_KEY ?? demoSecrets.MASTER_KEY, "base64"),
    redis:
      raw.UPSTASH_REDIS_REST_URL && raw.UPSTASH_REDIS_REST_TOKEN
        ? { url: raw.UPSTASH_REDIS_REST_URL, token: raw.UPSTASH_REDIS_REST_TOKEN }
        : undefined,
    oidc:
      raw.OIDC_ISSUER && raw.OIDC_CLIENT_ID && raw.OIDC_CLIENT_SECRET
        ? { issuer: raw.OIDC_ISSUER, clientId: raw.OIDC_CLIENT_ID, clientSecret: raw.OIDC_CLIENT_SECRET }
        : undefined,
    smtp: raw.SMTP_URL && raw.MAIL_FROM ? { url: raw.SMTP_URL, from: raw.MAIL_FROM } : undefined,
    transport: transportOf(raw),
    mapboxToken: raw.MAPBOX_TOKEN,
    telemetry: {
      metricsToken: raw.METRICS_TOKEN,
      otlp: raw.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
      serviceName: raw.OTEL_SERVICE_NAME ?? ["mycomputer", layout.service].filter(Boolean).join("-"),
      sampleRatio: raw.OTEL_TRACES_SAMPLER_ARG,
    },
    /** Who takes cards; undefined: nobody, and deposits answer `unavailable`. */
    paymentProvider: paymentProviderOf(raw.PAYMENT_PROVIDER, mode),
    logLevel: raw.LOG_LEVEL,
  } as const;
}

export type Environment = ReturnType<typeof readEnvironment>;

function urlOf(raw: z.infer<typeof environment>, schema: SchemaName, fallBack: boolean): string | undefined {
  const own = {
    inventory: raw.INVENTORY_DATABASE_URL,
    customer: raw.CUSTOMER_DATABASE_URL,
    payment: raw.PAYMENT_DATABASE_URL,
    location: raw.LOCATION_DATABASE_URL,
    platform: undefined,
  }[schema];
  return own ?? (fallBack ? raw.DATABASE_URL : undefined);
}

function replicaUrlOf(raw: z.infer<typeof environment>, schema: SchemaName): string | undefined {
  return {
    inventory: raw.INVENTORY_REPLICA_URL,
    customer: raw.CUSTOMER_REPLICA_URL,
    payment: raw.PAYMENT_REPLICA_URL,
    location: raw.LOCATION_REPLICA_URL,
    platform: undefined,
  }[schema];
}

/** A replica beside no primary would be the only database, and it takes no writes. */
function replicaProblems(raw: z.infer<typeof environment>): string[] {
  return contextNames.flatMap((schema) => {
    const [replica, primary] = [replicaUrlOf(raw, schema), urlOf(raw, schema, true)];
    const name = schema.toUpperCase();
    if (replica === undefined) return [];
    if (primary === undefined)
      return [`${name}_REPLICA_URL is set: ${name}_DATABASE_URL or DATABASE_URL must be too`];
    if (replica === primary)
      return [`${name}_REPLICA_URL is the primary itself: leave it out, or name a replica`];
    return [];
  });
}

function telemetryProblems(raw: z.infer<typeof environment>): string[] {
  const { METRICS_TOKEN: token, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = raw;
  return [
    ...(token !== undefined && token.length < 16 ? ["METRICS_TOKEN must have at least 16 characters"] : []),
    ...(endpoint !== undefined && !/^https?:\/\//.test(endpoint)
      ? ["OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address (OTLP over HTTP, port 4318 by habit)"]
      : []),
  ];
}

function paymentProviderOf(
  asked: "sandbox" | "none" | undefined,
  mode: "demo" | "production",
): "sandbox" | undefined {
  const provider = asked ?? (mode === "demo" ? "sandbox" : "none");
  return provider === "none" ? undefined : provider;
}

function productionProblems(raw: z.infer<typeof environment>): string[] {
  const problems: string[] = [];
  const alone = raw.SERVICE_NAME;
  for (const [name, demo] of Object.entries(demoSecrets)) {
    const value = { ...raw }[name as keyof typeof demoSecrets];
    // A service alone signs nobody in.
    if (alone !== undefined && name === "AUTH_SECRET" && value === undefined) continue;
    if (value === undefined) problems.push(`${name} must be set in production (a long random value)`);
    else if (value === demo || value.startsWith("demo"))
      problems.push(`${name} is a demo value: set a secret of your own`);
    else if (value.length < 32) problems.push(`${name} must have at least 32 characters`);
  }
  if (raw.MASTER_KEY !== undefined && Buffer.from(raw.MASTER_KEY, "base64").length !== 32) {
    problems.push("MASTER_KEY must be 32 bytes in base64");
  }
  if (alone === undefined && raw.DATABASE_URL === undefined) {
    problems.push("DATABASE_URL must be set in production: the embedded database is for one laptop");
  }
  if (raw.PAYMENT_PROVIDER === "sandbox") {
    problems.push("PAYMENT_PROVIDER is the sandbox, which takes no money: set it to none");
  }
  if ((alone === undefined || alone === "customer") && raw.PUBLIC_URL === undefined) {
    problems.push("PUBLIC_URL must be set in production: links in mails are made from it");
  }
  return problems;
}

const shared = globalThis as { mycomputerEnvironment?: Environment };

/** The environment of this process, read once. */
export function env(): Environment {
  shared.mycomputerEnvironment ??= withOwnSecrets(readEnvironment(process.env));
  return shared.mycomputerEnvironment;
}

/** A demo gets secrets of its own, kept with its data; a build or a test writes no such file. */
function withOwnSecrets(environment: Environment): Environment {
  const serves = process.env.NEXT_PHASE !== "phase-production-build" && process.env.VITEST === undefined;
  if (environment.mode !== "demo" || !serves) return environment;
  return readEnvironment({ ...demoSecretsIn(environment.dataDir), ...process.env });
}
