import { InMemorySpanExporter, type ReadableSpan } from "@opentelemetry/sdk-trace";
import { beforeAll } from "vitest";
import { startTelemetry } from "@/server/platform/telemetry";

/** Starts telemetry for the suite that calls it and keeps every span. Answers with what was kept so far. */
export function keptSpans(): () => ReadableSpan[] {
  const exporter = new InMemorySpanExporter();
  beforeAll(() => startTelemetry(exporter));
  return () => exporter.getFinishedSpans();
}

export function traceOf(span: ReadableSpan | undefined): string {
  return span?.spanContext().traceId ?? "no span";
}
