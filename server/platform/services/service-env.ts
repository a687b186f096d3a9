import { z } from "zod";
import { type ContextName, contextNames, type SchemaName } from "@/server/kernel/context-name";

const optional = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();

/** What says where the four contexts run, and how services know each other. */
export const serviceVariables = {
  INVENTORY_URL: optional,
  CUSTOMER_URL: optional,
  PAYMENT_URL: optional,
  LOCATION_URL: optional,
  /** Set by `npm run service -- <context>`: this process is that context alone. */
  SERVICE_NAME: z.enum(contextNames).optional(),
  SERVICE_KEYS: optional,
  SERVICE_TLS_CERT: optional,
  SERVICE_TLS_KEY: optional,
  SERVICE_TLS_CA: optional,
};

type ServiceVariables = z.infer<z.ZodObject<typeof serviceVariables>>;

/** A service needs the platform's schema only where its verbs hand over mails or name colleagues. */
const usesPlatform: readonly ContextName[] = ["customer", "location"];

export function serviceLayout(raw: ServiceVariables & { DATABASE_URL?: string | undefined }) {
  const service = raw.SERVICE_NAME;
  const contextUrl = (context: ContextName): string | undefined =>
    context === service ? undefined : urlsOf(raw)[context]?.replace(/\/$/, "");
  return {
    /** The context that this process is alone, undefined for the portal. */
    service,
    /** Where a context runs that does not run here. */
    contextUrl,
    /** Whether this process opens the schema's database. */
    holds(schema: SchemaName): boolean {
      if (schema !== "platform")
        return service === undefined ? contextUrl(schema) === undefined : schema === service;
      return service === undefined || (usesPlatform.includes(service) && raw.DATABASE_URL !== undefined);
    },
    /** JSON, or the path of a file with it: see keys.ts. */
    serviceKeys: raw.SERVICE_KEYS,
    serviceTls:
      raw.SERVICE_TLS_CERT && raw.SERVICE_TLS_KEY && raw.SERVICE_TLS_CA
        ? { cert: raw.SERVICE_TLS_CERT, key: raw.SERVICE_TLS_KEY, ca: raw.SERVICE_TLS_CA }
        : undefined,
  };
}

function urlsOf(raw: ServiceVariables): Record<ContextName, string | undefined> {
  return {
    inventory: raw.INVENTORY_URL,
    customer: raw.CUSTOMER_URL,
    payment: raw.PAYMENT_URL,
    location: raw.LOCATION_URL,
  };
}

/** What a split layout lacks, as sentences that say what to set. */
export function serviceProblems(
  raw: ServiceVariables & { DATABASE_URL?: string | undefined },
  mode: "demo" | "production",
  databaseUrl: (context: ContextName) => string | undefined,
): string[] {
  const service = raw.SERVICE_NAME;
  const urls = urlsOf(raw);
  const problems: string[] = [];
  for (const context of contextNames) {
    const url = urls[context];
    const name = `${context.toUpperCase()}_URL`;
    if (url !== undefined && !/^https?:\/\/[^/?#]+\/?$/.test(url)) {
      problems.push(`${name} must be an address such as https://${context}.internal:4001, without a path`);
    }
    if (service !== undefined && context !== service && url === undefined) {
      problems.push(`${name} must be set: ${service} alone reaches ${context} there`);
    }
  }
  if (service !== undefined && databaseUrl(service) === undefined) {
    problems.push(`${service.toUpperCase()}_DATABASE_URL must be set: a service alone needs PostgreSQL`);
  }
  if (service === "customer" && raw.DATABASE_URL === undefined) {
    problems.push(
      "DATABASE_URL must be set for customer alone: its mails leave through the platform's outbox",
    );
  }
  const split = service !== undefined || Object.values(urls).some((url) => url !== undefined);
  if (split && mode === "production" && raw.SERVICE_KEYS === undefined) {
    problems.push(
      "SERVICE_KEYS must be set in production when contexts run apart: services sign their calls",
    );
  }
  return problems;
}
