import type { Server } from "node:http";
import type { Server as SecureServer } from "node:https";
import { runShutdownHooks } from "@/server/platform/shutdown";

const graceMs = 8_000;

/** Takes no new connection, ends live streams, lets running requests finish, then closes what they used. */
export async function stopServer(
  server: Server | SecureServer,
  report: (error: unknown) => void,
): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  await runShutdownHooks("drain", report);
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
  await runShutdownHooks("close", report);
}
