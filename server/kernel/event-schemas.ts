import type { z } from "zod";

/** What each version of each event looks like, by type (`work_order.booked.v1`). */
type EventSchemas = Readonly<Record<string, z.ZodType<object>>>;

/** An event of one of the types, with the facts that belong to that type. */
export type EventOf<Schemas extends EventSchemas, Type extends keyof Schemas = keyof Schemas> = {
  [One in Type & string]: { type: One; data: z.infer<Schemas[One]> };
}[Type & string];

// On globalThis: the server and Next's bundles each load the contracts, and the event log must know all of them.
const shared = globalThis as { mycomputerEventSchemas?: Map<string, z.ZodType> };
shared.mycomputerEventSchemas ??= new Map();
const known = shared.mycomputerEventSchemas;

/** Declares a contract's events. A published version never changes: what must differ becomes the next version. */
export function defineEvents<const Schemas extends EventSchemas>(schemas: Schemas): Schemas {
  for (const [type, schema] of Object.entries(schemas)) known.set(type, schema);
  return schemas;
}

/** Every event that the loaded contracts declare. */
export function declaredEvents(): ReadonlyMap<string, z.ZodType> {
  return known;
}

/** What is wrong with an event, in words; undefined when it is as its contract says. */
export function problemWith(type: string, data: object): string | undefined {
  // Types of the tests' own making need no contract.
  if (type.startsWith("test.")) return undefined;
  const schema = known.get(type);
  if (schema === undefined) return `${type} stands in no contract: declare it with defineEvents`;
  const checked = schema.safeParse(data);
  if (checked.success) return undefined;
  const issues = checked.error.issues.map(({ path, message }) => `${path.join(".") || "data"}: ${message}`);
  return `${type} is not as its contract says: ${issues.join("; ")}`;
}
