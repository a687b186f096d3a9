import type { Server } from "node:http";
import { Server as SecureServer } from "node:https";
import { logger } from "@/server/platform/logger";
import { tlsMaterial } from "@/server/platform/services/tls-files";

const looksEveryMillis = 1_000;

/**
 * Puts a renewed certificate to use without a restart: connections that are open stay, new ones get the new one.
 * Says in the log who was turned away at the door, and why.
 */
export function renewCertificates(server: Server | SecureServer): void {
  if (!(server instanceof SecureServer)) return;
  server.on("tlsClientError", (error: NodeJS.ErrnoException, socket) => {
    // A certificate that was refused says why on the socket; a plain hang-up, such as a port scan's, has no reason.
    const reason = socket.authorizationError ?? error.code;
    if (String(reason) === "ECONNRESET") return;
    logger.error(
      { alarm: "service_certificate_refused", reason, peer: socket.remoteAddress },
      "a client's certificate was refused",
    );
  });
  let revision = tlsMaterial()?.revision;
  const timer = setInterval(() => {
    const material = tlsMaterial();
    if (material === undefined || material.revision === revision) return;
    revision = material.revision;
    server.setSecureContext(material);
    logger.info({ revision }, "the service's certificate was renewed");
  }, looksEveryMillis);
  timer.unref();
  server.once("close", () => clearInterval(timer));
}
