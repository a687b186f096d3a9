import { existsSync } from "node:fs";
import { withServicesLock } from "../services/lock";
import { ensureInstalled, wishes } from "../services/packages";
import { type ServiceName, servicesStatus, startServices, stopServices } from "../services/start-stop";
import { type Count, count, sum } from "./count";
import { type Choice, chooseParts } from "./options";
import type { Need, Part } from "./parts";
import { type Portal, startPortal } from "./portal";

const say = (line: string) => console.log(line);
let portal: Promise<Portal> | undefined;

/** One portal serves all parts that want one. */
async function portalUrl(): Promise<string> {
  portal ??= startPortal(say);
  return (await portal).url;
}

async function runPart(part: Part, missing: Map<Need, string>): Promise<Count> {
  say(`\n=== ${part.name}: ${part.title}`);
  const startedAt = performance.now();
  const lacks = part.needs.find((need) => missing.has(need));
  const result =
    lacks === undefined
      ? await part.run({ say, portalUrl }).catch((error: unknown) => count(0, 1, messageOf(error)))
      : count(
          0,
          1,
          `${lacks} cannot be had here (${missing.get(lacks)}); leave it out with --without=${lacks}`,
        );
  for (const note of result.notes) say(`  ! ${note}`);
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : "";
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  say(`--- ${part.name}: ${result.passed} ok, ${result.failed} not ok${skipped}, ${seconds} s`);
  return result;
}

/** Brings up what the chosen parts need; answers with what could not be had, and why. */
async function prepare({ chosen, without }: Choice): Promise<Map<Need, string>> {
  const missing = new Map<Need, string>();
  const wanted = new Set(chosen.flatMap((part) => part.needs));
  for (const need of wanted) {
    say(`=== setting up ${need}`);
    const setUp = () => {
      if (need === "browser") return ensureBrowser();
      if (need === "broker") return ensureBroker(!without.includes("kafka"));
      return start(need);
    };
    await setUp().catch((error: unknown) => missing.set(need, messageOf(error)));
  }
  return missing;
}

function start(service: ServiceName): Promise<unknown> {
  return withServicesLock(() => startServices(say, { fast: true, only: [service] }));
}

/** A mock of Kafka takes what a producer sends; the tests start it themselves. kcat also reads what arrived. */
async function ensureBroker(mayBeKafka: boolean): Promise<void> {
  ensureInstalled(wishes.kcat, say);
  if (mayBeKafka)
    await start("kafka").catch((error) => say(`the broker will be a mock, by kcat: ${messageOf(error)}`));
}

/** Playwright's own Chromium will do where somebody installed it. */
async function ensureBrowser(): Promise<void> {
  const { chromium } = await import("@playwright/test");
  if (!existsSync(chromium.executablePath())) ensureInstalled(wishes.browser, say);
}

async function main(): Promise<number> {
  const choice = chooseParts(process.argv.slice(2));
  const { chosen, leftOut } = choice;
  for (const { part, because } of leftOut) say(`left out: ${part.name} (--without=${because})`);
  const before = Object.values(await servicesStatus()).some(Boolean);
  const counts: Count[] = [];
  try {
    const missing = await prepare(choice);
    for (const part of chosen) counts.push(await runPart(part, missing));
  } finally {
    await portal?.then((running) => running.stop()).catch(() => undefined);
    if (!before) await stopServices(() => undefined, false);
  }
  const { passed, failed } = sum(counts);
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    const stopped = portal?.then((running) => running.stop()) ?? Promise.resolve();
    stopped.catch(() => undefined).finally(() => process.exit(130));
  });
}
main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(messageOf(error));
    process.exit(1);
  },
);
