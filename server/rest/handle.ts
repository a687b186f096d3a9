import { type AnyRouter, TRPCError } from "@trpc/server";
import { DomainError } from "@/server/kernel/errors";
import type { CallContext, Caller } from "@/server/platform/call";
import { logger } from "@/server/platform/logger";
import { refusalOf, t } from "@/server/platform/trpc";
import { matchOperation, type Operation, operationsOf } from "./operations";
import { problem } from "./problem";

/** The REST door over a router of verbs. */
export interface RestDoor {
  operations: readonly Operation[];
  /** Answers a request by the verb behind its address; `path` is what follows /api/v1. */
  handle: (request: Request, path: string, caller: Caller) => Promise<Response>;
}

export function restDoor(router: AnyRouter, contextOf: (caller: Caller) => CallContext): RestDoor {
  const operations = operationsOf(router);
  const createCaller = t.createCallerFactory(router);
  return {
    operations,
    async handle(request, path, caller) {
      try {
        const match = matchOperation(operations, request.method, path);
        if ("allowed" in match) return wrongMethod(match.allowed);
        const input = { ...(await payloadOf(request)), ...match.parameters };
        const answer = await call(createCaller(contextOf(caller)), match.operation.verb, input);
        return json(answer, match.operation.rest.status ?? 200, caller.correlationId);
      } catch (error) {
        if (refusalOf(error).code === "internal") {
          logger.error({ correlationId: caller.correlationId, err: error }, "REST call failed");
        }
        return problem(error, caller.correlationId, caller.locale);
      }
    },
  };
}

function json(answer: unknown, status: number, correlationId: string): Response {
  return Response.json(answer, { status, headers: { "x-correlation-id": correlationId } });
}

function wrongMethod(allowed: readonly string[]): Response {
  if (allowed.length === 0) throw new DomainError("not_found");
  return new Response(null, { status: 405, headers: { allow: allowed.join(", ") } });
}

async function payloadOf(request: Request): Promise<object> {
  if (request.method === "GET") return Object.fromEntries(new URL(request.url).searchParams);
  let body: unknown;
  try {
    body = await request.json();
  } catch (cause) {
    throw new TRPCError({ code: "PARSE_ERROR", cause });
  }
  if (body === null || typeof body !== "object" || Array.isArray(body)) {
    throw new TRPCError({ code: "BAD_REQUEST", message: "the body must be a JSON object" });
  }
  return body;
}

/** A caller mirrors the router's tree; the verb's name is the path through it. */
async function call(caller: unknown, verb: string, input: object): Promise<unknown> {
  let step = caller;
  for (const name of verb.split(".")) step = (step as Record<string, unknown>)[name];
  return (step as (input: object) => Promise<unknown>)(input);
}
