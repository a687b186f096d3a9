import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Overview } from "@/server/platform/operations/overview";

const everyMillis = 4_000;

/** A refused answer of the portal's own address, shaped as a refused verb's so that one reader serves both. */
class Refused extends Error {
  constructor(readonly data: { code: string; correlationId?: string }) {
    super(data.code);
  }
}

async function fetchOverview({ signal }: { signal: AbortSignal }): Promise<Overview> {
  const answer = await fetch("/api/operations", { signal });
  if (answer.ok) return answer.json();
  const { code = "unavailable" } = await answer.json().catch(() => ({}));
  throw new Refused({ code, correlationId: answer.headers.get("x-correlation-id") ?? undefined });
}

/** The whole machinery, asked anew every few seconds; what was seen stays until the next answer. */
export function useOverview() {
  return useQuery({
    queryKey: ["operations"],
    queryFn: fetchOverview,
    refetchInterval: everyMillis,
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: 0,
  });
}
