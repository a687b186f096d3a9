import { setTimeout as pause } from "node:timers/promises";
import { closeDatabases } from "@/db/client";
import { appendEvents } from "@/server/platform/events";
import { inTransaction } from "@/server/platform/verb";
import { insideVerb } from "@/test-support/calls";

/** Event `n` was committed at this instant, in milliseconds of the machine's clock. */
export interface Committed {
  n: number;
  at: number;
}

/** Commits events at a steady rate, one each, and notes when each commit came back. */
export async function writeSteadily(count: number, perSecond: number): Promise<Committed[]> {
  const startedAt = performance.now();
  const committed: Promise<Committed>[] = [];
  while (committed.length < count) {
    const due = Math.min(count, Math.floor(((performance.now() - startedAt) * perSecond) / 1_000));
    while (committed.length < due) committed.push(commitOne(committed.length));
    await pause(2);
  }
  return Promise.all(committed);
}

const ctx = insideVerb("payment", "bench");

async function commitOne(n: number): Promise<Committed> {
  const event = { type: "test.happened.v1", data: { n } };
  await inTransaction(ctx, (inside) => appendEvents(inside, `bench-${n}`, [event], 0));
  return { n, at: performance.timeOrigin + performance.now() };
}

if (process.send !== undefined) {
  const [count = 0, perSecond = 1] = process.argv.slice(2).map(Number);
  const committed = await writeSteadily(count, perSecond);
  process.send(committed);
  await closeDatabases();
  process.disconnect();
}
