"use client";

import { useTRPCClient } from "@/components/trpc/provider";
import type { ContextFacts } from "@/server/platform/operations/overview";

export type MachineryContext = ContextFacts["context"];

/** The orders that an admin may give a context's machinery. */
export function useMachinery(context: MachineryContext) {
  const door = useTRPCClient()[context];
  return {
    retryLetter: door.deadLetters.retry.mutate,
    dropLetter: door.deadLetters.drop.mutate,
    resumeSaga: door.sagas.resume.mutate,
  };
}
