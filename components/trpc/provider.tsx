"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClientError,
} from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import type { AppRouter } from "@/server/routers/_app";

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export { useTRPC, useTRPCClient };

/** What a refused call carries: the stable code, facts about it and the id to quote. */
export type VerbError = TRPCClientError<AppRouter>;

const url = "/api/trpc";

/** Give a command `{ context: { idempotencyKey } }` to repeat it safely. */
function createClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === "subscription",
        true: httpSubscriptionLink({ url }),
        false: splitLink({
          condition: (op) => op.type === "mutation",
          true: httpLink({
            url,
            headers: ({ op }): Record<string, string> => {
              const { idempotencyKey } = op.context;
              return typeof idempotencyKey === "string" ? { "idempotency-key": idempotencyKey } : {};
            },
          }),
          false: httpBatchLink({ url, maxURLLength: 4_000 }),
        }),
      }),
    ],
  });
}

/** Gives the pages below it the verbs: `useTRPC()` for queries and mutations, typed from the routers. */
export function VerbProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { staleTime: 10_000, retry: 1, refetchOnWindowFocus: false } },
      }),
  );
  const [client] = useState(createClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
