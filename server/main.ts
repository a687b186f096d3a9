import { existsSync } from "node:fs";
import { parseArgs } from "node:util";

if (existsSync(".env")) process.loadEnvFile(".env");
const { values } = parseArgs({ options: { dev: { type: "boolean", default: false } } });
// Next and React choose their builds by this name while they are loaded, so it is settled before the imports below.
Object.assign(process.env, { NODE_ENV: values.dev ? "development" : "production" });

const { env } = await import("@/server/platform/env");
const { port, host, trustedProxyHops, authSecret, publicUrl } = environmentOrExit();
// The edge reads variables only, and a demo's own secret stands in a file.
Object.assign(process.env, { AUTH_SECRET: authSecret, PUBLIC_URL: publicUrl });
// Before the framework, so that its own spans have somewhere to go.
await (await import("@/server/platform/telemetry")).startTelemetry();
const { logger } = await import("@/server/platform/logger");
if (!values.dev) (await import("@/server/platform/console-to-log")).sendConsoleToLog();
const [{ default: next }, { createListener }, { createHttpServer }, { stopServer }] = await Promise.all([
  import("next"),
  import("@/server/http/listener"),
  import("@/server/http/create-server"),
  import("@/server/http/stop"),
]);

const twoYears = "max-age=63072000; includeSubDomains; preload";
const app = next({ dev: values.dev, hostname: host, port });
await app.prepare();
const handle = app.getRequestHandler();
const server = createHttpServer(
  createListener(
    (request, response) => {
      if (publicUrl.startsWith("https:")) response.setHeader("strict-transport-security", twoYears);
      return handle(request, response);
    },
    { hasProxy: trustedProxyHops > 0 },
  ),
);
if (values.dev) server.on("upgrade", app.getUpgradeHandler());

server.once("error", (error: NodeJS.ErrnoException) => {
  const inUse = error.code === "EADDRINUSE";
  logger.fatal(inUse ? `Port ${port} is in use. Set PORT to another one.` : error.message);
  process.exit(inUse ? 98 : 1);
});
server.listen(port, host, () => {
  logger.info({ port, host, pid: process.pid }, "listening");
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

/** What is wrong with the environment is said in sentences, without a stack. */
function environmentOrExit(): ReturnType<typeof env> {
  try {
    return env();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(78);
  }
}
