import type { AnyProcedure, AnyRouter } from "@trpc/server";
import type { z } from "zod";
import type { VerbMeta } from "@/server/platform/trpc";

/** A verb as REST shows it. */
export interface Operation {
  verb: string;
  rest: NonNullable<VerbMeta["rest"]>;
  input: z.ZodType | undefined;
  output: z.ZodType | undefined;
  pattern: RegExp;
}

// tRPC keeps a procedure's parsers untyped; ours are always zod schemas.
interface ProcedureParts {
  meta?: VerbMeta;
  inputs: z.ZodType[];
  output?: z.ZodType;
}

function operationOf(verb: string, procedure: AnyProcedure): Operation[] {
  const { meta, inputs, output } = procedure._def as unknown as ProcedureParts;
  if (meta?.rest === undefined) return [];
  const pattern = new RegExp(`^${meta.rest.path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
  return [{ verb, rest: meta.rest, input: inputs[0], output, pattern }];
}

/** Every verb of a router that has a REST address. Fixed paths come before those with parameters. */
export function operationsOf(router: AnyRouter): Operation[] {
  return Object.entries(router._def.procedures as Record<string, AnyProcedure>)
    .flatMap(([verb, procedure]) => operationOf(verb, procedure))
    .sort((a, b) => Number(a.rest.path.includes("{")) - Number(b.rest.path.includes("{")));
}

export interface Match {
  operation: Operation;
  parameters: Record<string, string>;
}

/** The operation at a path below /api/v1, and the methods that the path knows when this one is not among them. */
export function matchOperation(
  operations: readonly Operation[],
  method: string,
  path: string,
): Match | { allowed: string[] } {
  const there = operations.filter((operation) => operation.pattern.test(path));
  const operation = there.find((candidate) => candidate.rest.method === method);
  if (operation === undefined) return { allowed: there.map((candidate) => candidate.rest.method) };
  const groups = operation.pattern.exec(path)?.groups ?? {};
  const parameters = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]));
  return { operation, parameters };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
