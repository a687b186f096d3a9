import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

/** Which customer, order and centre something is about: ids, never names. */
export interface BusinessIds {
  customerId?: string;
  orderId?: string;
  serviceCenterId?: string;
}

/** What a request carries through everything it calls. */
export interface RequestScope {
  correlationId: string;
  /** The event that is being handled. */
  causationId?: string | undefined;
  ids?: BusinessIds;
}

interface Scope extends RequestScope {
  ids: BusinessIds;
  outer: Scope | undefined;
}

export const correlationHeader = "x-correlation-id";

// On globalThis: our HTTP server and Next's bundles each load this module, and must share one storage.
const shared = globalThis as {
  mycomputerRequestScope?: AsyncLocalStorage<Scope>;
  mycomputerProcessId?: string;
};
shared.mycomputerRequestScope ??= new AsyncLocalStorage<Scope>();
shared.mycomputerProcessId ??= `process-${randomUUID().slice(0, 8)}`;
const storage = shared.mycomputerRequestScope;
const processId = shared.mycomputerProcessId;

/** Everything `work` calls belongs to this scope. Inside another one, what isn't given is taken from there. */
export function withRequestScope<T>(scope: RequestScope, work: () => T): T {
  const outer = storage.getStore();
  return storage.run({ ...outer, ...scope, ids: { ...outer?.ids, ...scope.ids }, outer }, work);
}

export function currentCorrelationId(): string | undefined {
  return storage.getStore()?.correlationId;
}

export function currentCausationId(): string | undefined {
  return storage.getStore()?.causationId;
}

/** Says what the current work is about, also for what surrounds it, unless that is about something already. */
export function noteIds(ids: BusinessIds): void {
  const scope = storage.getStore();
  if (scope === undefined) return;
  Object.assign(scope.ids, ids);
  for (let around = scope.outer; around !== undefined; around = around.outer) {
    around.ids = { ...ids, ...around.ids };
  }
}

/** For a log line: the request's id, or the process's for what belongs to no request, and what it is about. */
export function logScope(): BusinessIds & { correlationId: string } {
  const scope = storage.getStore();
  return { ...scope?.ids, correlationId: scope?.correlationId ?? processId };
}

/** The caller's own id where it is a plain one, else a new one. */
export function acceptCorrelationId(given: string | undefined, create: () => string): string {
  return given !== undefined && /^[A-Za-z0-9-]{8,64}$/.test(given) ? given : create();
}
