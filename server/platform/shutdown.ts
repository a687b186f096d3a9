type Hook = () => void | Promise<void>;
type Phase = "drain" | "close";

// On globalThis: Next's bundles register here, our HTTP server runs it.
const shared = globalThis as { mycomputerShutdownHooks?: Record<Phase, Set<Hook>> };
shared.mycomputerShutdownHooks ??= { drain: new Set(), close: new Set() };
const hooks = shared.mycomputerShutdownHooks;

/**
 * Registers what has to end before the process does. `drain` runs as soon as no new request is taken (end live
 * streams, stop workers); `close` when the last answer is out (connections). Returns the way back.
 */
export function onShutdown(phase: Phase, hook: Hook): () => void {
  hooks[phase].add(hook);
  return () => hooks[phase].delete(hook);
}

/** Runs a phase's hooks side by side; one that fails keeps none of the others from running. */
export async function runShutdownHooks(phase: Phase, report: (error: unknown) => void): Promise<void> {
  await Promise.all([...hooks[phase]].map((hook) => Promise.resolve().then(hook).catch(report)));
}
