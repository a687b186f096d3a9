import { z } from "zod";
import type { Operation } from "./operations";

type JsonSchema = Record<string, unknown>;

const problemSchema: JsonSchema = {
  type: "object",
  required: ["type", "title", "status", "code", "correlationId"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", description: "Stable: decide by this, show the title" },
    correlationId: { type: "string" },
    fields: { type: "object", additionalProperties: { type: "array", items: { type: "string" } } },
  },
};

function jsonSchema(schema: z.ZodType | undefined, io: "input" | "output"): JsonSchema {
  if (schema === undefined) return {};
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

function parametersOf(operation: Operation, input: JsonSchema): JsonSchema[] {
  const inPath = new Set([...operation.rest.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
  const properties = (input.properties ?? {}) as Record<string, JsonSchema>;
  const required = new Set((input.required ?? []) as string[]);
  return Object.entries(properties)
    .filter(([name]) => inPath.has(name) || operation.rest.method === "GET")
    .map(([name, schema]) => ({
      name,
      in: inPath.has(name) ? "path" : "query",
      required: inPath.has(name) || required.has(name),
      schema,
    }));
}

function bodyOf(operation: Operation, input: JsonSchema): JsonSchema {
  const inPath = new Set([...operation.rest.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
  const properties = Object.entries((input.properties ?? {}) as Record<string, JsonSchema>);
  return {
    ...input,
    properties: Object.fromEntries(properties.filter(([name]) => !inPath.has(name))),
    required: ((input.required ?? []) as string[]).filter((name) => !inPath.has(name)),
  };
}

function describeOperation(operation: Operation): JsonSchema {
  const input = jsonSchema(operation.input, "input");
  const idempotency = {
    name: "Idempotency-Key",
    in: "header",
    required: operation.rest.idempotent === true,
    schema: { type: "string", minLength: 8, maxLength: 200 },
  };
  return {
    operationId: operation.verb,
    summary: operation.rest.summary,
    parameters: [
      ...parametersOf(operation, input),
      ...(operation.rest.method === "POST" ? [idempotency] : []),
    ],
    ...(operation.rest.method === "POST"
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: bodyOf(operation, input) } },
          },
        }
      : {}),
    responses: {
      [String(operation.rest.status ?? 200)]: {
        description: "Done",
        content: { "application/json": { schema: jsonSchema(operation.output, "output") } },
      },
      default: {
        description: "Refused, as RFC 9457 problem details",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

/** The REST door as an OpenAPI 3.1 document, made from the verbs themselves. */
export function openApiDocument(operations: readonly Operation[]): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const operation of operations) {
    paths[operation.rest.path] = {
      ...paths[operation.rest.path],
      [operation.rest.method.toLowerCase()]: describeOperation(operation),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "MyComputer",
      version: "1",
      description: "Repairs, stock, money and coverage of the network.",
    },
    servers: [{ url: "/api/v1" }],
    paths,
    components: { schemas: { Problem: problemSchema } },
  };
}
