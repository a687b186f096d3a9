"use client";

import { useTRPCClient } from "@/components/trpc/provider";
import type { ContextFacts } from "@/server/platform/operations/overview";

export type MachineryContext = ContextFacts["context"];

interface Orders {
  deadLetters: {
    retry: {
      mutate(letter: { consumer: string; eventId: string }): Promise<{
        outcome: "handled" | "failed_again" | "queued";
      }>;
    };
    drop: { mutate(letter: { consumer: string; eventId: string; reason: string }): Promise<unknown> };
  };
  sagas: { resume: { mutate(saga: { id: string }): Promise<unknown> } };
}

/** The orders that an admin may give a context's machinery. */
export function useMachinery(context: MachineryContext) {
  // The four contexts differ in their verbs, not in these.
  const door = useTRPCClient()[context] as unknown as Orders;
  return {
    retryLetter: door.deadLetters.retry.mutate,
    dropLetter: door.deadLetters.drop.mutate,
    resumeSaga: door.sagas.resume.mutate,
  };
}
