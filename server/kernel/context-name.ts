/** The four bounded contexts. Each owns a schema, a role and its rules. */
export const contextNames = ["inventory", "customer", "payment", "location"] as const;
export type ContextName = (typeof contextNames)[number];

/** Every database schema: the contexts, and the platform's own for identities and revocations. */
export const schemaNames = [...contextNames, "platform"] as const;
export type SchemaName = (typeof schemaNames)[number];
