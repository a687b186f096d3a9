import { type ContextName, contextNames, type SchemaName, schemaNames } from "@/server/kernel/context-name";
import { env } from "./env";

/** The contexts that run in this process: all of them, unless some have a service of their own. */
export function contextsHere(): ContextName[] {
  return contextNames.filter((context) => env().holds(context));
}

/** The schemas whose work this process does. The platform's is the portal's, also where a service writes to it. */
export function schemasHere(): SchemaName[] {
  const { holds, service } = env();
  return schemaNames.filter((schema) => (schema === "platform" ? service === undefined : holds(schema)));
}
