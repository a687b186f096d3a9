import { AsyncResource } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { correlationHeader, withRequestScope } from "@/server/platform/correlation";
import { logger } from "@/server/platform/logger";
import { asRequest } from "@/server/platform/telemetry/requests";
import { limitBody } from "./body-limit";
import { allowEncodedBody } from "./encoded-body";
import { trackResponse } from "./live-streams";
import { broken, sendProblem, tooLarge } from "./problem";
import { settleHeaders } from "./request-headers";
import { loggablePath } from "./request-path";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What every request passes before Next sees it. */
export function createListener(handle: Handler, options: { hasProxy: boolean }): RequestListener {
  return (request, response) => {
    const startedAt = performance.now();
    const sentTrace = request.headers.traceparent;
    const correlationId = settleHeaders(request, options.hasProxy, randomUUID);
    response.setHeader(correlationHeader, correlationId);
    trackResponse(response);
    allowEncodedBody(request, response);
    withRequestScope({ correlationId }, () =>
      asRequest(request, response, sentTrace, () => {
        // A peer that goes away closes the answer from outside of this request's scope.
        const log = () => logRequest(request, response, performance.now() - startedAt);
        response.once("close", AsyncResource.bind(log));
        const refused = limitBody(request, () => sendProblem(response, tooLarge, correlationId));
        if (refused) return;
        handle(request, response).catch((error: unknown) => {
          if (response.writableEnded) return;
          logger.error({ err: error }, "request failed");
          sendProblem(response, broken, correlationId);
        });
      }),
    );
  };
}

function logRequest(request: IncomingMessage, response: ServerResponse, ms: number): void {
  const url = request.url ?? "/";
  const level = /^\/(_next\/|api\/trpc\/events\.after)/.test(url) ? "debug" : "info";
  const line = {
    method: request.method,
    path: loggablePath(url),
    status: response.statusCode,
    ms: Math.round(ms * 10) / 10,
    ...(response.writableFinished ? {} : { aborted: true }),
  };
  logger[level](line, "request");
}
