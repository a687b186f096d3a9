import {
  type Attributes,
  context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  isSpanContextValid,
  type Link,
  type Span,
  type SpanOptions,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { parseTraceParent, W3CTraceContextPropagator } from "@opentelemetry/core";
import { DomainError } from "@/server/kernel/errors";
import { withRequestScope } from "../correlation";

const propagator = new W3CTraceContextPropagator();

/**
 * Runs `work` as a span under the current one. It ends when the work does; a failure leaves its code on the span,
 * never its message, which may quote what somebody typed.
 */
export function inSpan<T>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => T,
  options: Omit<SpanOptions, "attributes"> = {},
): T {
  const tracer = trace.getTracer("mycomputer");
  return tracer.startActiveSpan(name, { ...options, attributes }, (span) => {
    try {
      const result = work(span);
      if (!(result instanceof Promise)) {
        span.end();
        return result;
      }
      // The same promise with the span's end in front; `then` of a Promise<X> gives a Promise<X> again.
      return result.then(
        (value) => {
          span.end();
          return value;
        },
        (error: unknown) => {
          endFailed(span, error);
          throw error;
        },
      ) as T;
    } catch (error) {
      endFailed(span, error);
      throw error;
    }
  });
}

function endFailed(span: Span, error: unknown): void {
  span.setAttribute("error.type", errorType(error));
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

function errorType(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** The current span as a W3C `traceparent`, for events, headers and rows that are worked on later. */
export function currentTraceParent(): string | undefined {
  const carrier: Record<string, string> = {};
  propagator.inject(context.active(), carrier, defaultTextMapSetter);
  return carrier.traceparent;
}

/** Runs `work` in the trace of a stored or trusted `traceparent`; without one, where it stands. */
export function withTraceParent<T>(traceParent: string | null | undefined, work: () => T): T {
  if (traceParent === null || traceParent === undefined) return work();
  const carrier = { traceparent: traceParent };
  return context.with(propagator.extract(context.active(), carrier, defaultTextMapGetter), work);
}

/** Work that was put off, under the correlation id and in the trace of whoever asked for it. */
export function carryOn<T>(
  { correlationId, traceParent }: { correlationId: string; traceParent: string | null },
  work: () => T,
): T {
  return withTraceParent(traceParent, () => withRequestScope({ correlationId }, work));
}

/** A sender's `traceparent` as a link: theirs can be found from ours, and they choose nothing of ours. */
export function linksTo(traceParent: unknown): Link[] {
  const parsed = typeof traceParent === "string" ? parseTraceParent(traceParent) : null;
  return parsed !== null && isSpanContextValid(parsed) ? [{ context: parsed }] : [];
}

/** Trace and span for a log line. */
export function currentTraceIds(): { traceId: string; spanId: string } | undefined {
  const found = trace.getActiveSpan()?.spanContext();
  if (found === undefined || !isSpanContextValid(found)) return undefined;
  return { traceId: found.traceId, spanId: found.spanId };
}

/** Whether the current span is kept: only then is it worth describing. */
export function isRecording(): boolean {
  return trace.getActiveSpan()?.isRecording() ?? false;
}

export function setOnSpan(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}
