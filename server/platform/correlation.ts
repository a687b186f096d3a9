import { AsyncLocalStorage } from "node:async_hooks";

/** What a request carries through everything it calls. */
export type RequestScope = { correlationId: string };

export const correlationHeader = "x-correlation-id";

// On globalThis: our HTTP server and Next's bundles each load this module, and must share one storage.
const shared = globalThis as { mycomputerRequestScope?: AsyncLocalStorage<RequestScope> };
shared.mycomputerRequestScope ??= new AsyncLocalStorage<RequestScope>();
const storage = shared.mycomputerRequestScope;

export function withRequestScope<T>(scope: RequestScope, work: () => T): T {
  return storage.run(scope, work);
}

export function currentCorrelationId(): string | undefined {
  return storage.getStore()?.correlationId;
}

/** The caller's own id where it is a plain one, else a new one. */
export function acceptCorrelationId(given: string | undefined, create: () => string): string {
  return given !== undefined && /^[A-Za-z0-9-]{8,64}$/.test(given) ? given : create();
}
