import { DomainError } from "@/server/kernel/errors";
import type { Dependency } from "./dependency";
import { BehindItAway, CallerGone, isOutage, isRejection } from "./failures";
import { retryDelayMillis } from "./policies";

export interface PolicyOptions {
  /** Whether doing it twice has the effect of once: only then it is tried again. */
  idempotent: boolean;
  /** When the outermost caller gives up. Given: this call is an inner one, and never tries again by itself. */
  deadline?: number | undefined;
  /** Whether a failure may pass by itself; all do unless said otherwise. */
  mayPass?: (error: unknown) => boolean;
  /** Aborted when whoever asked does not wait any more. */
  aborted?: AbortSignal | undefined;
}

/** Calls a dependency under its policy: see throughPolicy. */
export async function callThrough<T>(
  dependency: Dependency,
  { idempotent, deadline, aborted, mayPass = () => true }: PolicyOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { settings } = dependency;
  const end = deadline ?? Date.now() + settings.budgetMillis;
  const attempts = idempotent && deadline === undefined ? settings.attempts : 1;
  for (let attempt = 1; ; attempt++) {
    const left = end - Date.now();
    if (left <= 0) throw unavailable(dependency.name, new Error("the caller's deadline has passed"));
    try {
      return await dependency.attempt(left, (signal) => whileWanted(work, signal, aborted));
    } catch (error) {
      if (!isOutage(error) && !(error instanceof BehindItAway)) throw error;
      const delay = retryDelayMillis(attempt);
      const again = attempt < attempts && !isRejection(error) && mayPass(error) && Date.now() + delay < end;
      if (!again) throw error instanceof BehindItAway ? error.cause : unavailable(dependency.name, error);
      dependency.countRetry();

      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
}

async function whileWanted<T>(
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
  aborted: AbortSignal | undefined,
): Promise<T> {
  if (aborted === undefined) return work(signal);
  try {
    return await work(AbortSignal.any([signal, aborted]));
  } catch (error) {
    throw aborted.aborted ? new CallerGone(error) : error;
  }
}

/** Which part is away, for whoever is told: a context by its name, the rest by the dependency's. */
function unavailable(name: string, cause: unknown): DomainError {
  const [kind, context] = name.split(".");
  const isContext = kind === "context" && context !== undefined;
  return new DomainError("unavailable", isContext ? { context } : { dependency: name }, cause);
}
