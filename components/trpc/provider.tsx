"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import { createVerbClient } from "@/components/trpc/client";
import { setFreshness, usualFreshness } from "@/components/trpc/freshness";
import type { AppRouter } from "@/server/routers/_app";

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export { useTRPC, useTRPCClient };

/** Gives the pages below it the verbs: `useTRPC()` for queries and mutations, typed from the routers. */
export function VerbProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(() =>
    setFreshness(new QueryClient({ defaultOptions: { queries: usualFreshness } })),
  );
  const [client] = useState(createVerbClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
