import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "@/server/routers/_app";

let client: Promise<TRPCClient<AppRouter>> | undefined;

/**
 * The verbs for pages that show themselves without them: their client is fetched when something is first pressed
 * or typed, and no such page carries it from the start.
 */
export function verbs(): Promise<TRPCClient<AppRouter>> {
  client ??= import("@/components/trpc/client").then((module) => module.createVerbClient());
  return client;
}
