import type { IncomingMessage, ServerResponse } from "node:http";
import { encodedBodyHeader } from "@/server/rest/encoded-body";

/**
 * Lets routes answer with bodies that are compressed already, where the caller takes gzip. What a command answers is
 * so short that compressing it costs more than it saves, so nothing behind us is asked to.
 */
export function allowEncodedBody(request: IncomingMessage, response: ServerResponse): void {
  if (request.method === "POST") delete request.headers["accept-encoding"];
  if (!/\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""))) return;
  request.headers[encodedBodyHeader] = "gzip";
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((...parameters: Parameters<typeof writeHead>) => {
    const encoding = response.getHeader(encodedBodyHeader);
    if (encoding !== undefined) {
      response.removeHeader(encodedBodyHeader);
      response.setHeader("content-encoding", encoding);
    }
    return writeHead(...parameters);
    // The cast only restores the overloads, which `Parameters` folds into the last one.
  }) as typeof response.writeHead;
}
