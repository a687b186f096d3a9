import { BrokenCircuitError, BulkheadRejectedError } from "cockatiel";
import { DomainError } from "@/server/kernel/errors";

/** The dependency answered, but something behind it is away: worth another try, and not its own failure. */
export class BehindItAway extends Error {
  constructor(override readonly cause: Error) {
    super(cause.message, { cause });
    this.name = "BehindItAway";
  }
}

/** Whoever asked does not wait any more: no failure of the dependency. */
export class CallerGone extends Error {
  constructor(cause: unknown) {
    super("the caller has gone", { cause });
    this.name = "CallerGone";
  }
}

/** A refusal is an answer; whatever else is thrown means that the dependency did not answer as it should. */
export function isOutage(error: unknown): boolean {
  if (error instanceof BehindItAway || error instanceof CallerGone) return false;
  return !(error instanceof DomainError) || error.code === "unavailable";
}

/** Whether the policy refused by itself: then what was thrown says nothing about the dependency. */
export function wasNotAsked(error: unknown): boolean {
  return error instanceof DomainError && isRejection(error.cause);
}

export function isRejection(error: unknown): boolean {
  return error instanceof BulkheadRejectedError || error instanceof BrokenCircuitError;
}
