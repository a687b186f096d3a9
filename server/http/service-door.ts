import type { IncomingMessage, ServerResponse } from "node:http";
import { TLSSocket } from "node:tls";
import type { AnyRouter } from "@trpc/server";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import type { ContextName } from "@/server/kernel/context-name";
import type { CallContext, Caller } from "@/server/platform/call";
import { logger } from "@/server/platform/logger";
import { type Readiness, readiness } from "@/server/platform/readiness";
import type { Issuer } from "@/server/platform/services/keys";
import { ServiceTokenError, verifyServiceToken } from "@/server/platform/services/tokens";
import { withTraceParent } from "@/server/platform/telemetry";
import { metricsDoor } from "@/server/platform/telemetry/metrics-door";
import { sentTraceOf } from "@/server/platform/telemetry/requests";
import type { Handler } from "./listener";

interface ServiceDoor {
  context: ContextName;
  router: AnyRouter;
  contextOf: (caller: Caller) => CallContext;
  ready?: () => Promise<Readiness>;
}

const verbs = "/api/trpc/";

/**
 * The door of a service alone: its verbs for service tokens, its health for whoever runs it. A session's cookie means
 * nothing here.
 */
export function serviceDoor(door: ServiceDoor): Handler {
  return async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://service");
    if (pathname.startsWith(verbs)) return callVerb(door, request, response, pathname.slice(verbs.length));
    if (pathname === "/api/health/live") return answer(response, 200, { status: "live" });
    if (pathname === "/api/health/ready") {
      const state = await (door.ready ?? readiness)();
      return answer(response, state.ready ? 200 : 503, state);
    }
    if (pathname === "/api/metrics") return metrics(request, response);
    answer(response, 404, { code: "not_found" });
  };
}

async function callVerb(
  { context, router, contextOf }: ServiceDoor,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  let caller: Awaited<ReturnType<typeof verifyServiceToken>>;
  try {
    caller = await verifyServiceToken(request.headers.authorization, context, path);
    certificateIsOf(request, caller.issuer);
  } catch (error) {
    return refuse(response, context, path, error);
  }
  if (caller.deadline <= Date.now()) return answer(response, 503, { code: "deadline_passed" });
  response.setHeader("cache-control", "no-store");
  // The token proves that the trace is ours, so it goes on here.
  await withTraceParent(sentTraceOf(request), () =>
    nodeHTTPRequestHandler({
      req: request,
      res: response,
      path,
      router,
      // One token is for one verb, so one request is too.
      allowBatching: false,
      allowMethodOverride: true,
      createContext: async () => contextOf(caller),
    }),
  );
}

async function metrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = { get: (name: string) => request.headers[name]?.toString() ?? null };
  const answered = await metricsDoor(headers);
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(await answered.text());
}

/** With mutual TLS a token counts only from its issuer's own connection; the portal may hold contexts of its own. */
function certificateIsOf(request: IncomingMessage, issuer: Issuer): void {
  if (!(request.socket instanceof TLSSocket)) return;
  const names = (request.socket.getPeerCertificate().subjectaltname ?? "").split(", ");
  if (!names.includes(`DNS:${issuer}`) && !names.includes("DNS:portal")) {
    throw new ServiceTokenError("wrong_certificate");
  }
}

/** Not a refusal of a verb's: whoever calls learns that it can't call, the log learns why. */
function refuse(response: ServerResponse, context: ContextName, path: string, error: unknown): void {
  const reason = error instanceof ServiceTokenError ? error.reason : "malformed";
  logger.error(
    { alarm: "service_token_refused", service: context, verb: `${context}.${path}`, reason },
    "a call without a valid service token was refused",
  );
  response.setHeader("www-authenticate", "Bearer");
  answer(response, 401, { code: "service_token_refused", reason });
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}
