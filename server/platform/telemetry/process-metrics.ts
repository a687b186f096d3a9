import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { gauge } from "./instruments";

/** Memory, processor and event loop of this process. */
export function measureProcess(): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let before = performance.eventLoopUtilization();

  gauge("mycomputer_process_memory_bytes", "Memory by kind", () => {
    const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
    return Object.entries({ rss, heap_used: heapUsed, heap_total: heapTotal, external }).map(
      ([kind, value]) => ({ value, labels: { kind } }),
    );
  });
  gauge("mycomputer_process_cpu_seconds", "Processor time since the start", () => {
    const { user, system } = process.cpuUsage();
    return Object.entries({ user, system }).map(([kind, micros]) => ({
      value: micros / 1e6,
      labels: { kind },
    }));
  });
  gauge("mycomputer_process_uptime_seconds", "Time since the start", () => [{ value: process.uptime() }]);
  gauge("mycomputer_event_loop_delay_seconds", "How late timers come, since the last look", () => {
    const readings = [50, 99].map((percent) => ({
      value: delay.percentile(percent) / 1e9,
      labels: { quantile: `0.${percent}` },
    }));
    delay.reset();
    return readings;
  });
  gauge(
    "mycomputer_event_loop_utilization",
    "Share of time the event loop was busy, since the last look",
    () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, before);
      before = now;
      return [{ value: utilization }];
    },
  );
}
