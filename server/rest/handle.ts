import { TRPCError } from "@trpc/server";
import { DomainError } from "@/server/kernel/errors";
import type { Caller } from "@/server/platform/call";
import { logger } from "@/server/platform/logger";
import { refusalOf, t } from "@/server/platform/trpc";
import { appRouter } from "@/server/routers/_app";
import { callContext } from "@/server/routers/contexts";
import { type Match, matchOperation } from "./operations";
import { problem } from "./problem";

const createCaller = t.createCallerFactory(appRouter);

/** Answers a REST request by the verb behind its address. `path` is what follows /api/v1. */
export async function handleRest(request: Request, path: string, caller: Caller): Promise<Response> {
  try {
    const match = matchOperation(request.method, path);
    if ("allowed" in match) {
      if (match.allowed.length === 0) throw new DomainError("not_found");
      return new Response(null, { status: 405, headers: { allow: match.allowed.join(", ") } });
    }
    const input = { ...(await payloadOf(request)), ...match.parameters };
    const answer = await call(match, input, caller);
    return Response.json(answer, {
      status: match.operation.rest.status ?? 200,
      headers: { "x-correlation-id": caller.correlationId },
    });
  } catch (error) {
    if (refusalOf(error).code === "internal") {
      logger.error(
        { path: request.method, correlationId: caller.correlationId, err: error },
        "REST call failed",
      );
    }
    return problem(error, caller.correlationId, caller.locale);
  }
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

async function call({ operation }: Match, input: object, caller: Caller): Promise<unknown> {
  // A caller mirrors the router's tree; the verb's name is the path through it.
  let step: unknown = createCaller(callContext(caller));
  for (const name of operation.verb.split(".")) step = (step as Record<string, unknown>)[name];
  return (step as (input: object) => Promise<unknown>)(input);
}
