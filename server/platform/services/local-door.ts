import { type TRPCClient, TRPCClientError } from "@trpc/client";
import {
  type AnyRouter,
  callTRPCProcedure,
  createTRPCRecursiveProxy,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
} from "@trpc/server";
import type { CallContext } from "@/server/platform/call";

/**
 * The front door of a context in this process. Calls, answers and refusals are those of tRPC's own local link; a call
 * that nobody can end early goes straight to its verb, since observables and abort signals cost more than many a
 * verb. Subscriptions and calls with a signal go through the client that `withLink` makes.
 */
export function localDoor<Router extends AnyRouter>(
  router: Router,
  contextOf: () => CallContext,
  withLink: () => TRPCClient<Router>,
): TRPCClient<Router> {
  const door = createTRPCRecursiveProxy(({ path, args }) => {
    const way = path.at(-1);
    const [input, options] = args as [unknown, { signal?: AbortSignal } | undefined];
    if ((way === "query" || way === "mutate") && options?.signal === undefined) {
      const type = way === "query" ? "query" : "mutation";
      return call(router, contextOf(), type, path.slice(0, -1).join("."), input);
    }
    let step: unknown = withLink();
    for (const name of path) step = (step as Record<string, unknown>)[name];
    return (step as (...all: unknown[]) => unknown)(...args);
  });
  // The proxy answers to every path; the router's own types say which there are.
  return door as TRPCClient<Router>;
}

async function call(
  router: AnyRouter,
  ctx: CallContext,
  type: "query" | "mutation",
  path: string,
  input: unknown,
): Promise<unknown> {
  try {
    const getRawInput = async () => input;
    return asSent(
      await callTRPCProcedure({ router, path, getRawInput, ctx, type, signal: undefined, batchIndex: 0 }),
    );
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    const shape = getTRPCErrorShape({ config: router._def._config, ctx, error, input, path, type });
    throw TRPCClientError.from({ error: asSent(shape) }, cause instanceof Error ? { cause } : {});
  }
}

/** What would be left of it after a network: so nobody comes to rely on sharing an object or a class. */
function asSent<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
