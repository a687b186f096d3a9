import { hostname } from "node:os";
import { context, metrics, SamplingDecision, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { PrometheusExporter, PrometheusSerializer } from "@opentelemetry/exporter-prometheus";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { type IMetricReader, MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  SimpleSpanProcessor,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { env } from "@/server/platform/env";
import { onShutdown } from "@/server/platform/shutdown";
import { connectInstruments } from "./instruments";
import { measureProcess } from "./process-metrics";
import { scrubbed } from "./scrub";

interface Started {
  prometheus: PrometheusExporter;
}

// On globalThis: started by our HTTP server, read by a route in Next's bundle.
const shared = globalThis as { mycomputerTelemetry?: Started };

/** Gives every span its ids, so that log lines and events can be tied together, and keeps none of them. */
const idsOnly: Sampler = {
  shouldSample: () => ({ decision: SamplingDecision.NOT_RECORD }),
  toString: () => "IdsOnly",
};

/**
 * Starts telemetry in this process, once. Metrics are always measured; spans are kept only where they go somewhere:
 * to OTLP when its endpoint is set, or to the exporter that a test gives.
 */
export async function startTelemetry(exporter?: SpanExporter): Promise<void> {
  if (shared.mycomputerTelemetry !== undefined) return;
  const { telemetry } = env();
  const prometheus = new PrometheusExporter({ preventServerStart: true });
  shared.mycomputerTelemetry = { prometheus };
  const otlp = telemetry.otlp && exporter === undefined ? await otlpExporters() : undefined;
  const resource = resourceFromAttributes({
    "service.name": telemetry.serviceName,
    "service.instance.id": `${hostname()}-${process.pid}`,
  });

  const readers: IMetricReader[] = [prometheus, ...(otlp === undefined ? [] : [otlp.metrics])];
  const meters = new MeterProvider({ resource, readers });
  const ratio = new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(telemetry.sampleRatio) });
  const kept = exporter ?? otlp?.spans;
  const traces = new TracerProvider({
    resource,
    sampler: kept === undefined ? idsOnly : ratio,
    spanProcessors:
      kept === undefined
        ? []
        : [
            exporter === undefined
              ? new BatchSpanProcessor({ exporter: scrubbed(kept) })
              : new SimpleSpanProcessor({ exporter: scrubbed(kept) }),
          ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  metrics.setGlobalMeterProvider(meters);
  trace.setGlobalTracerProvider(traces);
  connectInstruments();
  measureProcess();
  onShutdown("close", async () => {
    await Promise.all([traces.shutdown(), meters.shutdown()]);
  });
}

/** Loaded only when they are used: a laptop's start needs none of it. */
async function otlpExporters(): Promise<{ spans: SpanExporter; metrics: IMetricReader }> {
  const [{ OTLPTraceExporter }, { OTLPMetricExporter }] = await Promise.all([
    import("@opentelemetry/exporter-trace-otlp-proto"),
    import("@opentelemetry/exporter-metrics-otlp-proto"),
  ]);
  return {
    spans: new OTLPTraceExporter(),
    metrics: new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() }),
  };
}

/** All metrics of this process in Prometheus' text format; undefined when telemetry was not started. */
export async function prometheusText(): Promise<string | undefined> {
  const prometheus = shared.mycomputerTelemetry?.prometheus;
  if (prometheus === undefined) return undefined;
  const { resourceMetrics } = await prometheus.collect({ timeoutMillis: 5_000 });
  return new PrometheusSerializer(undefined, false, undefined, false, true).serialize(resourceMetrics);
}
