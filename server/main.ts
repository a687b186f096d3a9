import { existsSync } from "node:fs";
import { parseArgs } from "node:util";

if (existsSync(".env")) process.loadEnvFile(".env");
const { values } = parseArgs({ options: { dev: { type: "boolean", default: false } } });
// Next and React choose their builds by this name while they are loaded, so it is settled before the imports below.
Object.assign(process.env, { NODE_ENV: values.dev ? "development" : "production" });

const { environmentOrExit, serveUntilStopped } = await import("@/server/http/run-server");
const { port, host, trustedProxyHops, authSecret, publicUrl } = environmentOrExit();
// The edge reads variables only, and a demo's own secret stands in a file.
Object.assign(process.env, { AUTH_SECRET: authSecret, PUBLIC_URL: publicUrl });
// Before the framework, so that its own spans have somewhere to go.
await (await import("@/server/platform/telemetry")).startTelemetry();
if (!values.dev) (await import("@/server/platform/console-to-log")).sendConsoleToLog();
const [{ default: next }, { createListener }, { createHttpServer }] = await Promise.all([
  import("next"),
  import("@/server/http/listener"),
  import("@/server/http/create-server"),
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

await serveUntilStopped(server, { host, port, what: {} });
