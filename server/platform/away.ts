import { TRPCClientError } from "@trpc/client";
import { refusalOf } from "./trpc";

/** Whether a call failed because the other context or its database can't be reached just now. */
export function isAway(error: unknown): boolean {
  if (refusalOf(error).code === "unavailable") return true;
  // No answer at all: the wire broke, or nobody listens.
  return error instanceof TRPCClientError && error.data === undefined && error.shape === undefined;
}
