import { fork } from "node:child_process";
import { startNginx } from "@/scripts/services/nginx";
import { LiveClient } from "@/test-support/live-client";
import { changesOf, tellChanges } from "@/test-support/live-orders";
import { gent, seedNetwork } from "@/test-support/network";
import { bookedOrder } from "@/test-support/orders";
import { sessionOf, signedInStaff } from "@/test-support/staff-session";
import { onPostgres } from "../on-postgres";
import { percentile } from "../result";
import type { Report } from "../run";

const clients = 500;
const rounds = 20;
const dropShare = 0.3;

/** 500 live screens of 500 sessions through nginx to two webs; in each round 30 % are cut and come back. */
export async function run(report: Report, say: (line: string) => void): Promise<void> {
  await onPostgres(async () => {
    await seedNetwork();
    const desk = await signedInStaff(gent.id, "desk@example.test");
    const order = await bookedOrder();
    const webs = await Promise.all([startWeb(), startWeb()]);
    const nginx = await startNginx(
      webs.map(({ url }) => url),
      say,
    );
    try {
      const sessions = await Promise.all(Array.from({ length: clients }, () => sessionOf(desk.identityId)));
      const screens = sessions.map(({ cookie }) => new LiveClient(nginx.url, cookie, 0));
      await inGroups(screens, (screen) => screen.connect());
      say(`${clients} screens connected through nginx`);
      const resumed = await cutAndResume(screens, order.id, say);
      const expected = await settled(screens, order.id);
      report("clients", clients);
      report("resumed", resumed);
      report(
        "events-missed",
        sum(screens, ({ seen }) => expected.length - new Set(seen).size),
      );
      report(
        "events-twice-or-out-of-order",
        sum(screens, ({ seen }) => seen.filter((offset, index) => offset <= (seen[index - 1] ?? 0)).length),
      );
      const delays = screens.flatMap((screen) => screen.delaysMillis);
      say(
        `${delays.length} events shown; from commit to screen, those cut meanwhile included: p50 ${percentile(delays, 0.5)} ms, p99 ${percentile(delays, 0.99)} ms`,
      );
      for (const screen of screens) screen.drop();
    } finally {
      await nginx.stop();
      for (const web of webs) web.stop();
    }
  });
}

async function cutAndResume(
  screens: readonly LiveClient[],
  orderId: string,
  say: (line: string) => void,
): Promise<number> {
  let resumed = 0;
  for (let round = 1; round <= rounds; round++) {
    await tellChanges(orderId, 5);
    const cut = screens.filter(() => Math.random() < dropShare);
    for (const screen of cut) screen.drop();
    await tellChanges(orderId, 5);
    await inGroups(cut, (screen) => screen.connect());
    resumed += cut.length;
    if (round % 5 === 0) say(`round ${round} of ${rounds}: ${resumed} resumed so far`);
  }
  return resumed;
}

/** Waits until every screen has as much as there is, or a minute has brought nothing more. */
async function settled(screens: readonly LiveClient[], orderId: string): Promise<number[]> {
  const until = Date.now() + 60_000;
  for (;;) {
    const expected = await changesOf(orderId);
    const complete = expected.length === rounds * 10 + 1;
    if (complete && screens.every(({ seen }) => seen.length >= expected.length)) return expected;
    if (Date.now() > until) return expected;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function startWeb(): Promise<{ url: string; stop: () => void }> {
  const child = fork("bench/soak/live-web.ts", {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, LOG_LEVEL: "warn" },
  });
  const url = await new Promise<string>((done, failed) => {
    child.once("message", (message) => done((message as { url: string }).url)); // live-web.ts sends this
    child.once("exit", (code) => failed(new Error(`a web ended with ${code}`)));
  });
  return { url, stop: () => child.disconnect() };
}

async function inGroups<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += 50) await Promise.all(items.slice(at, at + 50).map(work));
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
