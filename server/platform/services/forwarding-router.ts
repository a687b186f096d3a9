import { TRPCClientError } from "@trpc/client";
import { type AnyProcedure, type AnyRouter, TRPCError } from "@trpc/server";
import type { ContextName } from "@/server/kernel/context-name";
import type { CallContext } from "@/server/platform/call";
import { env } from "@/server/platform/env";
import { trpcCodeOf } from "@/server/platform/error-mapping";
import { refusalOf, router, t, toTrpcError, type VerbMeta } from "@/server/platform/trpc";
import { followService } from "./live-link";
import { askService } from "./remote-link";

// What a procedure was made of; tRPC keeps it untyped.
interface ProcedureParts {
  type: "query" | "mutation" | "subscription";
  meta?: VerbMeta;
  inputs: unknown[];
  output?: unknown;
}

/**
 * A context's router as this process mounts it: itself where the context runs here, else one with the same verbs
 * that hands each call on. The service decides everything: policy, limits, input, answer.
 */
export function doorOf<Router extends AnyRouter>(context: ContextName, local: Router): Router {
  if (env().contextUrl(context) === undefined) return local;
  const tree: Tree = {};
  for (const [path, procedure] of Object.entries(local._def.procedures as Record<string, AnyProcedure>)) {
    put(tree, path.split("."), forwarding(context, path, procedure._def as unknown as ProcedureParts));
  }
  // The same verbs under the same names, with the same types: the compiler can't follow the loop.
  return routerOf(tree) as unknown as Router;
}

interface Tree {
  [name: string]: Tree | AnyProcedure;
}

function put(tree: Tree, [name = "", ...rest]: string[], procedure: AnyProcedure): void {
  if (rest.length === 0) {
    tree[name] = procedure;
    return;
  }
  const below = tree[name] ?? {};
  tree[name] = below;
  // Verbs and the folders of verbs never share a name.
  put(below as Tree, rest, procedure);
}

function routerOf(tree: Tree): AnyRouter {
  const entries = Object.entries(tree).map(([name, part]) => [
    name,
    isProcedure(part) ? part : routerOf(part),
  ]);
  return router(Object.fromEntries(entries));
}

function isProcedure(part: Tree | AnyProcedure): part is AnyProcedure {
  return typeof part === "function";
}

interface Passed {
  ctx: CallContext & { rawInput: unknown };
  signal: AbortSignal | undefined;
}

function forwarding(context: ContextName, path: string, parts: ProcedureParts): AnyProcedure {
  // As the caller sent it: the service checks it, and says what is wrong with it.
  const raw = t.procedure
    .meta(parts.meta ?? {})
    .use(async ({ getRawInput, next }) => next({ ctx: { rawInput: await getRawInput() } }));
  const ask = (type: "query" | "mutation", { ctx, signal }: Passed) =>
    askService(context, ctx, { type, path, input: ctx.rawInput, signal });
  const procedure = {
    query: () => raw.query((call) => passOn(() => ask("query", call))),
    mutation: () => raw.mutation((call) => passOn(() => ask("mutation", call))),
    subscription: () =>
      raw.subscription(async function* ({ ctx, signal }) {
        const changes = followService(context, ctx, { path, input: ctx.rawInput, signal });
        try {
          yield* changes;
        } catch (error) {
          throw asOurs(error);
        }
      }),
  }[parts.type]();
  // For the doors that describe verbs (OpenAPI): nothing here parses by them.
  Object.assign(procedure._def, { inputs: parts.inputs, output: parts.output });
  return procedure as unknown as AnyProcedure;
}

async function passOn<T>(call: () => Promise<T>): Promise<T> {
  return call().catch((error: unknown) => {
    throw asOurs(error);
  });
}

/** A refusal of the service is ours, with its code, its details and the fields at fault. */
function asOurs(error: unknown): TRPCError {
  const { code } = refusalOf(error);
  if (!(error instanceof TRPCClientError) || code === "internal") return toTrpcError(error);
  return new TRPCError({ code: trpcCodeOf(code), message: code, cause: error });
}
