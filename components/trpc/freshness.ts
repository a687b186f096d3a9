import type { QueryClient } from "@tanstack/react-query";

const minute = 60_000;

/**
 * How long an answer is shown without asking again, by the beginning of the verb's name. Lists that hardly change
 * may be minutes old, what others take at any moment never; the desk's orders are told of by the live stream.
 */
const kinds: readonly { path: readonly string[]; staleTime: number; gcTime: number }[] = [
  { path: ["customer", "catalogue"], staleTime: 5 * minute, gcTime: 30 * minute },
  { path: ["location", "places"], staleTime: 5 * minute, gcTime: 30 * minute },
  { path: ["location", "serviceCenters"], staleTime: minute, gcTime: 30 * minute },
  { path: ["location", "slots"], staleTime: 0, gcTime: minute },
];

export const usualFreshness = { staleTime: 10_000, retry: 1, refetchOnWindowFocus: false } as const;

export function setFreshness(client: QueryClient): QueryClient {
  // tRPC's keys begin with the verb's path; a key that begins with the same words is of this kind.
  for (const { path, ...times } of kinds) client.setQueryDefaults([path], times);
  return client;
}
