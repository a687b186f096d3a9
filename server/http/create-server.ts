import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer, type Server as SecureServer } from "node:https";
import type { Socket } from "node:net";

const settings = {
  insecureHTTPParser: false,
  requireHostHeader: true,
  maxHeaderSize: 16 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  // Longer than a load balancer's 60 s, so that it never sends into a connection that we are closing.
  keepAliveTimeout: 72_000,
};

/**
 * Strict parsing and bounded waiting; live streams may stay open as long as they like. With certificates both sides
 * show one of the same authority, or there is no connection.
 */
export function createHttpServer(
  listener: RequestListener,
  tls?: { cert: Buffer; key: Buffer; ca: Buffer },
): Server | SecureServer {
  const server =
    tls === undefined
      ? createServer(settings, listener)
      : createSecureServer(
          {
            ...settings,
            ...tls,
            requestCert: true,
            rejectUnauthorized: true,
            minVersion: "TLSv1.3",
          },
          listener,
        );
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) return socket.destroy();
    const status = statusOf(error.code);
    const body = JSON.stringify({
      type: "about:blank",
      status: Number(status.slice(0, 3)),
      code: "bad_request",
    });
    const head = `HTTP/1.1 ${status}\r\ncontent-type: application/problem+json\r\nconnection: close`;
    socket.end(`${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  });
  return server;
}

function statusOf(code: string | undefined): string {
  if (code === "HPE_HEADER_OVERFLOW") return "431 Request Header Fields Too Large";
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return "408 Request Timeout";
  return "400 Bad Request";
}
