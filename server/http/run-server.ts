import type { Server } from "node:http";
import type { Server as SecureServer } from "node:https";
import { env } from "@/server/platform/env";
import { stopServer } from "./stop";

/** What is wrong with the environment is said in sentences, without a stack. */
export function environmentOrExit(): ReturnType<typeof env> {
  try {
    return env();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(78); // EX_CONFIG of sysexits.h
  }
}

/** Listens, tells a parent so, and ends in order when asked to or when the parent is gone. */
export async function serveUntilStopped(
  server: Server | SecureServer,
  { host, port, what }: { host: string; port: number; what: object },
): Promise<void> {
  const { logger } = await import("@/server/platform/logger");
  server.once("error", (error: NodeJS.ErrnoException) => {
    const inUse = error.code === "EADDRINUSE";
    logger.fatal(inUse ? `Port ${port} is in use. Set PORT to another one.` : error.message);
    process.exit(inUse ? 98 : 1);
  });
  server.listen(port, host, () => {
    logger.info({ port, host, pid: process.pid, ...what }, "listening");
    process.send?.("listening");
  });

  let stoppingSince = 0;
  async function stop(reason: string): Promise<void> {
    // One press of Ctrl-C can arrive twice, through the terminal and through npm; a later one means "now".
    if (stoppingSince > 0) return Date.now() - stoppingSince > 2_000 ? process.exit(1) : undefined;
    stoppingSince = Date.now();
    logger.info({ reason }, "stopping");
    const report = (error: unknown) => logger.error({ err: error }, "shutdown");
    await stopServer(server, report);
    const { closeDatabases } = await import("@/db/client");
    await closeDatabases().catch(report);
    process.exit(0);
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop(signal));
  process.on("disconnect", () => stop("parent is gone"));
}
