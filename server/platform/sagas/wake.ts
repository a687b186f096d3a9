import { EventEmitter } from "node:events";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { logOf } from "@/db/schema/logs";
import type { ContextName } from "@/server/kernel/context-name";
import { onSignal } from "../feed-signal";
import { whileNobodyWakes } from "./rows";

const shared = globalThis as { mycomputerSagaTimes?: EventEmitter };
shared.mycomputerSagaTimes ??= new EventEmitter();
const times = shared.mycomputerSagaTimes;

/** Says that a saga of the context is due then, to this process's worker. */
export function sagaWaits(context: ContextName, dueInMillis: number): void {
  times.emit(context, dueInMillis);
}

export function onSagaWaits(context: ContextName, listener: (dueInMillis: number) => void): () => void {
  times.on(context, listener);
  return () => times.off(context, listener);
}

/**
 * Makes the sagas that wait for an event due at once, in the transaction of what they wait for. Those of other
 * processes are found by their regular look.
 */
export async function wakeSagas(tx: Tx, context: ContextName, event: string): Promise<void> {
  const { sagas } = logOf(context);
  await tx.execute(whileNobodyWakes(context, event));
  const woken = await tx
    .update(sagas)
    .set({ dueAt: sql`clock_timestamp()`, version: sql`${sagas.version} + 1` })
    .where(and(eq(sagas.waitsFor, event), eq(sagas.status, "waiting")))
    .returning({ id: sagas.id });
  if (woken.length === 0) return;
  const off = onSignal(`committed:${context}`, () => {
    off();
    sagaWaits(context, 0);
  });
}
