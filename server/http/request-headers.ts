import type { IncomingMessage } from "node:http";
import { acceptCorrelationId, correlationHeader } from "@/server/platform/correlation";

/** Headers that only our own code may set: a caller's are dropped before anything reads them. */
const ownPrefixes = ["x-middleware-", "x-nonce", "x-mc-"];
/** A caller chooses no trace of ours: theirs was read before, as a link. */
const traceHeaders = ["traceparent", "tracestate", "baggage"];
const proxyHeaders = ["forwarded", "x-real-ip", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"];

/**
 * Makes the headers trustworthy, in place: the peer's address becomes the last entry of x-forwarded-for (what the
 * caller sent stays to its left), proxies' headers are kept only where a proxy is configured, and the
 * correlation id is the caller's own or a new one. Returns that id.
 */
export function settleHeaders(request: IncomingMessage, hasProxy: boolean, newId: () => string): string {
  const headers = request.headers;
  for (const name of Object.keys(headers)) {
    if (ownPrefixes.some((prefix) => name.startsWith(prefix))) delete headers[name];
  }
  for (const name of traceHeaders) delete headers[name];
  if (!hasProxy) for (const name of proxyHeaders) delete headers[name];

  const sent = headers["x-forwarded-for"];
  const before = Array.isArray(sent) ? sent.join(", ") : sent;
  const peer = plainAddress(request.socket.remoteAddress ?? "unknown");
  headers["x-forwarded-for"] = before ? `${before}, ${peer}` : peer;

  const given = headers[correlationHeader];
  const correlationId = acceptCorrelationId(Array.isArray(given) ? undefined : given, newId);
  headers[correlationHeader] = correlationId;
  return correlationId;
}

/** IPv4 as such, also where the socket gives it in IPv6 notation. */
function plainAddress(address: string): string {
  return address.startsWith("::ffff:") && address.includes(".") ? address.slice("::ffff:".length) : address;
}
