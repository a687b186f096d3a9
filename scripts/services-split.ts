import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runNode } from "./lib/run";
import { withServicesLock } from "./services/lock";
import { startServices } from "./services/start-stop";
import { freePort, localDir } from "./services/state";
import { portalEnv, type SplitLayout, serviceEnv, services, setupEnv } from "./split/layout";
import { startProcess, stopProcesses } from "./split/processes";
import { writeServiceFolders } from "./tls/service-folders";

const help = `npm run services:split -- [--services-only]
  The portal and the four services as five processes on this machine, each context on a database of its own, with
  signed calls over mutual TLS. PostgreSQL and Redis come from npm run services. Ctrl-C ends the five.
  --services-only   without the portal, and so without a build`;

const { values } = parseArgs({
  options: {
    "services-only": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const root = join(localDir, "split");
const logs = join(root, "logs");

async function step(title: string, args: string[], env: Record<string, string | undefined>): Promise<void> {
  console.log(`> ${title} ...`);
  const { code, output } = await runNode(args, { env });
  if (code !== 0) throw new Error(output.slice(-4000));
}

/** Starts one of the five; when it ends by itself, that is said. */
async function launch(name: string, args: string[], env: Record<string, string | undefined>): Promise<void> {
  const { child, log } = await startProcess(name, args, env, logs);
  child.once("close", (code) => console.log(`${name} has ended (${code}); its log is ${log}`));
}

async function layoutOf(): Promise<SplitLayout> {
  const { four } = await withServicesLock(() => startServices(console.log, { only: ["postgres", "redis"] }));
  const wanted = { inventory: 4001, customer: 4002, payment: 4003, location: 4004 };
  const port = (number: number) => freePort(number).catch(() => freePort());
  return {
    four,
    tlsRoot: join(root, "tls"),
    dataDir: join(root, "data"),
    portalPort: await port(Number(process.env.PORT) || 3000),
    ports: {
      inventory: await port(wanted.inventory),
      customer: await port(wanted.customer),
      payment: await port(wanted.payment),
      location: await port(wanted.location),
    },
  };
}

async function start(): Promise<void> {
  const layout = await layoutOf();
  await writeServiceFolders(layout.tlsRoot);
  await step(
    "Bringing the five databases up to date",
    ["--import", "tsx", "db/migrate-cli.ts"],
    setupEnv(layout),
  );
  await step(
    "Filling the demo network",
    ["--import", "tsx", "db/seed/run.ts", "--if-empty"],
    setupEnv(layout),
  );
  rmSync(logs, { recursive: true, force: true });
  console.log("> Starting the services ...");
  await Promise.all(
    services.map(async (name) => {
      await launch(name, ["server/service.ts", name], serviceEnv(layout, name));
      console.log(`  ${name.padEnd(9)} https://127.0.0.1:${layout.ports[name]}`);
    }),
  );
  if (!values["services-only"]) {
    await step("Building the portal, if it has changed", ["scripts/lib/build-cli.mjs"], {});
    await launch("portal", ["server/main.ts"], portalEnv(layout));
    console.log(`\nMyComputer is at http://localhost:${layout.portalPort}`);
    console.log(`What is there: http://localhost:${layout.portalPort}/api/health/ready`);
  }
  console.log(
    `Logs are in ${logs}. Ctrl-C ends all of it; PostgreSQL and Redis stay (npm run services -- stop).`,
  );
}

async function stop(): Promise<void> {
  console.log("\nStopping ...");
  await stopProcesses();
  process.exit(0);
}

if (values.help) console.log(help);
else {
  let asked = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (asked) return;
      asked = true;
      void stop();
    });
  }
  start().catch(async (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    await stopProcesses();
    process.exit(1);
  });
}
