import { createHmac } from "node:crypto";
import type { SchemaName } from "@/server/kernel/context-name";

/** The runtime role of a schema: it may use the schema's tables and owns none of them. */
export function roleOf(schema: SchemaName): string {
  return `mc_${schema}`;
}

/** The role's password, derived, so that migration and runtime agree without a second secret store. */
export function rolePassword(schema: SchemaName, secret: string): string {
  return createHmac("sha256", secret).update(`database-role:${schema}`).digest("base64url");
}
