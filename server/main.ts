import { existsSync } from "node:fs";
import { parseArgs } from "node:util";

if (existsSync(".env")) process.loadEnvFile(".env");
const { values } = parseArgs({ options: { dev: { type: "boolean", default: false } } });
// Next and React choose their builds by this name while they are loaded, so it is settled before the imports below.
Object.assign(process.env, { NODE_ENV: values.dev ? "development" : "production" });

const [{ default: next }, { env }, { logger }, { createListener }, { createHttpServer }, { stopServer }] =
  await Promise.all([
    import("next"),
    import("@/server/platform/env"),
    import("@/server/platform/logger"),
    import("@/server/http/listener"),
    import("@/server/http/create-server"),
    import("@/server/http/stop"),
  ]);

const { port, host, trustedProxyHops } = env();
const app = next({ dev: values.dev, hostname: host, port });
await app.prepare();
const handle = app.getRequestHandler();
const server = createHttpServer(
  createListener((request, response) => handle(request, response), { hasProxy: trustedProxyHops > 0 }),
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

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  logger.info({ signal }, "stopping");
  const report = (error: unknown) => logger.error({ err: error }, "shutdown");
  await stopServer(server, report);
  const { closeDatabases } = await import("@/db/client");
  await closeDatabases().catch(report);
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop(signal));
