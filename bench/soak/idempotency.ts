import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { databases } from "@/db/client";
import { logger } from "@/server/platform/logger";
import { guest } from "@/test-support/bookings";
import {
  fillShelves,
  freeAllSlots,
  heldBooking,
  killedAt,
  leftOf,
  recoverBookings,
  reservedPieces,
} from "@/test-support/killed-bookings";
import { seedNetwork } from "@/test-support/network";
import { onPostgres } from "../on-postgres";
import type { Report } from "../run";

const stoppedRuns = 300;
const processRuns = 20;
/** A booking passes about this many points at which its process can be gone. */
const points = 30;
const longestLifeMillis = 400;

const whole = JSON.stringify({ orders: ["booked"], slots: ["booked"], reservations: 1, unfinished: 0 });

/**
 * Bookings whose process is gone at each of its points in turn, and real ones killed at a random moment. Each is
 * recovered and repeated with its key: one order, one slot, one reserved part, and the same answer twice.
 */
export async function run(report: Report, say: (line: string) => void): Promise<void> {
  logger.level = "silent"; // each death is an error of its verbs
  await onPostgres(async () => {
    await seedNetwork();
    await fillShelves();
    let wrong = 0;
    const check = async (what: string, holdId: string, answers: readonly unknown[]) => {
      const left = JSON.stringify(await leftOf(holdId));
      await freeAllSlots();
      const same = JSON.stringify(answers[0]) === JSON.stringify(answers[1]);
      if (left === whole && same) return;
      wrong += 1;
      say(`${what}: ${left}, answers ${same ? "the same" : "that differ"}`);
    };
    for (let n = 0; n < stoppedRuns; n++) {
      const { second, third, holdId } = await killedAt(n % points, await databases());
      await check(`stopped at ${n % points}`, holdId, [second, third]);
      if ((n + 1) % 25 === 0) say(`${n + 1} bookings stopped, ${wrong} wrong`);
    }
    for (let n = 0; n < processRuns; n++) await killedProcess(check);
    report("bookings-killed", stoppedRuns + processRuns);
    report("wrong-effects-or-answers", wrong);
    const { levels, reservations } = await reservedPieces();
    report("reserved-beside-reservations", levels - reservations);
  });
}

async function killedProcess(
  check: (what: string, holdId: string, answers: readonly unknown[]) => Promise<void>,
): Promise<void> {
  const input = await heldBooking();
  const key = randomUUID();
  const child: ChildProcess = fork("bench/soak/idempotency-desk.ts", [], { execArgv: ["--import", "tsx"] });
  await once(child, "message");
  child.send({ key, input });
  await wait(Math.random() * longestLifeMillis);
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  await recoverBookings();
  const book = () => guest(key).contexts.customer.bookings.book.mutate(input);
  await check("killed process", input.holdId, [await book(), await book()]);
}
