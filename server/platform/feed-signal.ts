import { EventEmitter, once } from "node:events";
import type { ContextName } from "@/server/kernel/context-name";

type SignalName = `committed:${ContextName}` | `numbered:${ContextName}`;

const shared = globalThis as { mycomputerFeedSignal?: EventEmitter };
shared.mycomputerFeedSignal ??= new EventEmitter().setMaxListeners(0);
const emitter = shared.mycomputerFeedSignal;

/** Says that events were committed (the relay wakes) or numbered (consumers and live screens wake). */
export function signal(name: SignalName): void {
  emitter.emit(name);
}

export function onSignal(name: SignalName, listener: () => void): () => void {
  emitter.on(name, listener);
  return () => emitter.off(name, listener);
}

/** Resolves at the next signal, after `timeoutMillis`, or when aborted, whichever is first. */
export async function nextSignal(
  name: SignalName,
  timeoutMillis: number,
  aborted?: AbortSignal,
): Promise<void> {
  const timeout = AbortSignal.timeout(timeoutMillis);
  const either = aborted === undefined ? timeout : AbortSignal.any([timeout, aborted]);
  await once(emitter, name, { signal: either }).catch((error: unknown) => {
    if (!either.aborted) throw error;
  });
}
