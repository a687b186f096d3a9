import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
} from "@trpc/client";
import type { AppRouter } from "@/server/routers/_app";

const url = "/api/trpc";

/** The path's language counts before the browser's, so that an answer speaks like the page it is for. */
function pageLocale(): Record<string, string> {
  return { "x-locale": document.documentElement.lang };
}

/** Give a command `{ context: { idempotencyKey } }` to repeat it safely. */
export function createVerbClient(): TRPCClient<AppRouter> {
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
              if (typeof idempotencyKey !== "string") return pageLocale();
              return { ...pageLocale(), "idempotency-key": idempotencyKey };
            },
          }),
          false: httpBatchLink({ url, maxURLLength: 4_000, headers: pageLocale }),
        }),
      }),
    ],
  });
}
