import type { ServerResponse } from "node:http";
import { correlationHeader } from "@/server/platform/correlation";

/** RFC 9457, for what is refused before any route has been chosen. */
export type EarlyProblem = { status: number; code: string; title: string };

export const tooLarge: EarlyProblem = {
  status: 413,
  code: "body_too_large",
  title: "The request body is too large",
};
export const broken: EarlyProblem = {
  status: 500,
  code: "internal",
  title: "Something went wrong on our side",
};

export function sendProblem(response: ServerResponse, problem: EarlyProblem, correlationId: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = JSON.stringify({ type: "about:blank", ...problem, correlationId });
  response.writeHead(problem.status, {
    "content-type": "application/problem+json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    connection: "close",
    [correlationHeader]: correlationId,
  });
  // Ending it closes the connection, and a caller who is still writing would never read the answer.
  if (problem !== tooLarge) return void response.end(body);
  response.write(body);
  response.req.once("end", () => response.end());
}
