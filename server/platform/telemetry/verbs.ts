import { SpanStatusCode } from "@opentelemetry/api";
import { TRPCError } from "@trpc/server";
import { withRequestScope } from "@/server/platform/correlation";
import { logger } from "@/server/platform/logger";
import type { CallContext } from "../call";
import { refusalOf } from "../trpc";
import { counter, histogram } from "./instruments";
import { inSpan } from "./trace";

const calls = counter("mycomputer_verb_calls_total", "Calls of a verb by outcome: ok or the refusal's code");
const duration = histogram("mycomputer_verb_seconds", "How long a verb takes");

/** Runs a verb as a span of its caller's trace, in a scope of its own, measured and logged. */
export function asVerb<Result extends { ok: boolean; error?: Error }>(
  verb: string,
  { correlationId, actor }: CallContext,
  work: () => Promise<Result>,
): Promise<Result> {
  const attributes = { "mc.verb": verb, "mc.actor": actor.kind, "mc.correlation_id": correlationId };
  return withRequestScope({ correlationId }, () =>
    inSpan(verb, attributes, async (span) => {
      const started = performance.now();
      const result = await work();
      const outcome = result.ok ? "ok" : refusalOf(result.error).code;
      span.setAttribute("mc.outcome", outcome);
      // Only a fault of ours is an error; a refusal is an answer.
      if (outcome === "internal") span.setStatus({ code: SpanStatusCode.ERROR });
      finish(verb, performance.now() - started, outcome, result.error);
      return result;
    }),
  );
}

function finish(verb: string, millis: number, outcome: string, error: Error | undefined): void {
  calls.add({ verb, outcome });
  duration.record(millis / 1000, { verb });
  const entry = { verb, ms: Math.round(millis * 10) / 10 };
  if (outcome !== "internal") {
    logger.debug({ ...entry, refusal: outcome === "ok" ? undefined : outcome }, "verb");
  } else {
    logger.error({ ...entry, err: faultBehind(error) }, "verb failed");
  }
}

/** What a handler threw, out of the wraps that carried it here. */
function faultBehind(error: unknown): unknown {
  let fault = error;
  while (fault instanceof TRPCError && fault.cause !== undefined) fault = fault.cause;
  return fault;
}
