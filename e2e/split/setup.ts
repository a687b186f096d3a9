import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNode } from "@/scripts/lib/run";
import { freePort } from "@/scripts/services/state";
import { type SplitLayout, setupEnv } from "@/scripts/split/layout";
import { writeServiceFolders } from "@/scripts/tls/service-folders";
import { cloneDatabases } from "@/test-support/postgres";
import { servicesEnv } from "@/test-support/services-env";
import { keepLayout } from "./layout";

/** A build, five databases of the suite's own with the demo network, certificates; gone when the suite ends. */
export default async function prepare(): Promise<() => Promise<void>> {
  await must(["scripts/lib/build-cli.mjs"], { NODE_ENV: "production" });
  const databases = await cloneDatabases("postgres-four");
  const root = mkdtempSync(join(tmpdir(), "mycomputer-split-"));
  const layout: SplitLayout = {
    four: { ...servicesEnv().four, ...databases.env },
    tlsRoot: join(root, "tls"),
    dataDir: join(root, "data"),
    portalPort: await freePort(),
    ports: {
      inventory: await freePort(),
      customer: await freePort(),
      payment: await freePort(),
      location: await freePort(),
    },
  };
  await writeServiceFolders(layout.tlsRoot);
  await must(["--import", "tsx", "db/seed/run.ts"], setupEnv(layout));
  keepLayout({ ...layout, logs: join(root, "logs") });
  return async () => {
    await databases.drop();
    rmSync(root, { recursive: true, force: true });
  };
}

async function must(args: string[], env: Record<string, string | undefined>): Promise<void> {
  const { code, output } = await runNode(args, { env });
  if (code !== 0) throw new Error(output.slice(-4000));
}
