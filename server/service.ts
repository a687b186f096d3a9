import { existsSync } from "node:fs";
import { contextNames } from "@/server/kernel/context-name";

if (existsSync(".env")) process.loadEnvFile(".env");
const context = contextNames.find((name) => name === process.argv[2]);
if (context === undefined) {
  console.error(`npm run service -- ${contextNames.join("|")}`);
  process.exit(64); // EX_USAGE of sysexits.h
}
Object.assign(process.env, { NODE_ENV: "production", SERVICE_NAME: context });

const { environmentOrExit, serveUntilStopped } = await import("./http/run-server");
const { host, port } = environmentOrExit();
await (await import("./platform/telemetry")).startTelemetry();
const [{ createListener }, { createHttpServer }, { serviceDoor }, { renewCertificates }, { tlsMaterial }] =
  await Promise.all([
    import("./http/listener"),
    import("./http/create-server"),
    import("./http/service-door"),
    import("./http/renew-certificates"),
    import("./platform/services/tls-files"),
  ]);
const [{ callContext, contextRouters }, { startWorker }] = await Promise.all([
  import("./routers/contexts"),
  import("./workers/start"),
]);

const handler = serviceDoor({ context, router: contextRouters[context], contextOf: callContext });
const server = createHttpServer(createListener(handler, { hasProxy: false }), tlsMaterial());
renewCertificates(server);
void startWorker();
serveUntilStopped(server, { host, port, what: { service: context, tls: tlsMaterial() !== undefined } });
