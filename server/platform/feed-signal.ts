import { EventEmitter } from "node:events";
import type { ContextName } from "@/server/kernel/context-name";

/** The third kind is for events of one name, numbered by this process; the last for orders whose money goes back. */
type SignalName =
  | `committed:${ContextName}`
  | `numbered:${ContextName}`
  | `numbered:${ContextName}:${string}`
  | "taken-back:payment";

const shared = globalThis as {
  mycomputerFeedSignal?: { emitter: EventEmitter; counts: Map<SignalName, number> };
};
shared.mycomputerFeedSignal ??= { emitter: new EventEmitter().setMaxListeners(0), counts: new Map() };
const { emitter, counts } = shared.mycomputerFeedSignal;

/** Says that events were committed (the relay wakes) or numbered (consumers and live screens wake). */
export function signal(name: SignalName): void {
  counts.set(name, countOf([name]) + 1);
  emitter.emit(name);
}

export function onSignal(name: SignalName, listener: () => void): () => void {
  emitter.on(name, listener);
  return () => emitter.off(name, listener);
}

/**
 * Waits for signals of these names without missing one. The returned function resolves at the next signal, after
 * `timeoutMillis`, or when aborted; at once if a signal came since it last resolved (or since it was made), so
 * whatever a caller reads between two waits is never older than the last signal. Answers with whether one came.
 */
export function signalWaiter(
  ...names: readonly SignalName[]
): (timeoutMillis: number, aborted?: AbortSignal) => Promise<boolean> {
  let seen = countOf(names);
  return async (timeoutMillis, aborted) => {
    if (countOf(names) === seen && aborted?.aborted !== true) await next(names, timeoutMillis, aborted);
    const signalled = countOf(names) !== seen;
    seen = countOf(names);
    return signalled;
  };
}

/** Plain listeners: signals that abort signals raise are errors with a stack, too dear for something this frequent. */
function next(
  names: readonly SignalName[],
  timeoutMillis: number,
  aborted: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      for (const name of names) emitter.off(name, done);
      aborted?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, timeoutMillis);
    for (const name of names) emitter.on(name, done);
    aborted?.addEventListener("abort", done);
  });
}

function countOf(names: readonly SignalName[]): number {
  return names.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
}
