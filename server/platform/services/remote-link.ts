import { type OperationResultEnvelope, TRPCClientError, type TRPCLink } from "@trpc/client";
import type { AnyRouter } from "@trpc/server";
import { observable } from "@trpc/server/observable";
import { transactionInProgress } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError } from "@/server/kernel/errors";
import type { Caller } from "@/server/platform/call";
import { logger } from "@/server/platform/logger";
import { BehindItAway, throughPolicy } from "@/server/platform/resilience";
import { policyOf } from "@/server/platform/resilience/policies";
import { currentTraceParent } from "@/server/platform/telemetry";
import { refusalOf } from "@/server/platform/trpc";
import { followService } from "./live-link";
import { serviceHeaders } from "./tokens";
import { requestService, textOf } from "./transport";

export interface RemoteCall {
  type: "query" | "mutation";
  /** Without the context: `parts.likely`. */
  path: string;
  input: unknown;
  signal?: AbortSignal | null | undefined;
}

/** The front door of a context that runs elsewhere: the same calls, answers and refusals as in one process. */
export function remoteLink(context: ContextName, caller: Caller): TRPCLink<AnyRouter> {
  return () =>
    ({ op }) =>
      observable((observer) => {
        const gone = new AbortController();
        const signal = op.signal == null ? gone.signal : AbortSignal.any([gone.signal, op.signal]);
        const { type, path, input } = op;
        if (type === "subscription") {
          follow(observer, followService(context, caller, { path, input, signal }));
          return () => gone.abort();
        }
        askService(context, caller, { type, path, input, signal }).then(
          (data) => {
            observer.next({ result: { data } });
            observer.complete();
          },
          (error: unknown) => observer.error(asClientError(error)),
        );
        return () => gone.abort();
      });
}

type LiveObserver = Parameters<
  Parameters<
    typeof observable<
      OperationResultEnvelope<unknown, TRPCClientError<AnyRouter>>,
      TRPCClientError<AnyRouter>
    >
  >[0]
>[0];

/** Hands changes on as the local link does: each under its id. */
async function follow(observer: LiveObserver, changes: ReturnType<typeof followService>): Promise<void> {
  try {
    observer.next({ result: { type: "started" } });
    for await (const [id, data] of changes) observer.next({ result: { id, data: { id, data } } });
    observer.next({ result: { type: "stopped" } });
    observer.complete();
  } catch (error) {
    observer.error(asClientError(error));
  }
}

/** One call under the context's policy. Throws TRPCClientError for a refusal, DomainError for a service away. */
export async function askService(context: ContextName, caller: Caller, call: RemoteCall): Promise<unknown> {
  const open = transactionInProgress();
  if (open !== undefined)
    throw new Error(`${context}.${call.path} was called inside a transaction of ${open}`);
  const dependency = `context.${context}`;
  const deadline = caller.deadline ?? Date.now() + policyOf(dependency).budgetMillis;
  let tries = 0;
  const outcome = await throughPolicy(
    dependency,
    {
      idempotent: call.type === "query" || caller.idempotencyKey !== undefined,
      deadline: caller.deadline,
      aborted: call.signal ?? undefined,
      mayPass: (error) => !(error instanceof NotLetIn),
    },
    async (signal) => {
      tries += 1;
      const answer = await once(context, { ...caller, deadline }, call, signal);
      // Our own first try, whose answer was lost on the way, is still at it.
      if (tries > 1 && "refusal" in answer && refusalOf(answer.refusal).code === "command_in_progress") {
        throw new BehindItAway(answer.refusal);
      }
      return answer;
    },
  ).catch((error: unknown) => {
    logger.warn(
      { service: context, verb: `${context}.${call.path}`, err: error },
      "a service did not answer",
    );
    throw error;
  });
  if ("refusal" in outcome) throw outcome.refusal;
  return outcome.data;
}

/** The service does not trust our tokens or our clock: asking again is of no use. */
class NotLetIn extends Error {}

type Outcome = { data: unknown } | { refusal: TRPCClientError<AnyRouter> };

async function once(
  context: ContextName,
  caller: Caller & { deadline: number },
  call: RemoteCall,
  signal: AbortSignal,
): Promise<Outcome> {
  // A query's input may be longer than an address, so the service takes it by POST; only nothing can't be posted.
  const empty = call.input === undefined && call.type === "query";
  const answer = await requestService(context, {
    method: empty ? "GET" : "POST",
    path: `/api/trpc/${call.path}`,
    headers: { ...(await serviceHeaders(context, caller, call.path)), ...traceHeaders() },
    body: call.input === undefined ? undefined : JSON.stringify(call.input),
    signal,
  });
  return outcomeOf(context, answer.statusCode ?? 0, await textOf(answer));
}

interface Envelope {
  result?: { data?: unknown };
  error?: { data?: { code?: unknown; details?: { context?: unknown } } };
}

function traceHeaders(): Record<string, string> {
  const traceparent = currentTraceParent();
  return traceparent === undefined ? {} : { traceparent };
}

/** Only tRPC's own envelope is an answer; a token refused or a proxy's page means that the service is out of reach. */
function outcomeOf(context: ContextName, status: number, text: string): Outcome {
  let envelope: Envelope;
  try {
    envelope = JSON.parse(text) as Envelope; // read with care below
  } catch {
    throw new Error(`${context} answered ${status} without JSON`);
  }
  if (status === 401 && envelope.error === undefined)
    throw new NotLetIn(`${context} answered: ${text.slice(0, 200)}`);
  if (envelope.result !== undefined) return { data: envelope.result.data };
  if (typeof envelope.error?.data?.code !== "string") throw new Error(`${context} answered ${status}`);
  const refusal = TRPCClientError.from<AnyRouter>(envelope as Parameters<typeof TRPCClientError.from>[0]);
  if (envelope.error.data.code !== "unavailable") return { refusal };
  const behind = envelope.error.data.details?.context;
  if (behind === undefined || behind === context) throw new Error(`${context} says that it is unavailable`);
  throw new BehindItAway(refusal);
}

/** What a caller of the local link would see: a client error whose data has the code and the details. */
function asClientError(error: unknown): TRPCClientError<AnyRouter> {
  if (!(error instanceof DomainError)) return TRPCClientError.from(asError(error));
  const data = { code: error.code, details: error.details };
  const shape = { error: { code: -32603 as const, message: error.code, data } };
  return TRPCClientError.from<AnyRouter>(shape, { cause: asError(error.cause ?? error) });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
