import { eventLoopUtilization } from "node:perf_hooks";
import { env } from "../env";
import { limits } from "../limits";
import { readiness } from "../readiness";
import { type DependencyState, dependencyStates } from "../resilience";

export interface PortalFacts {
  /** Whether each thing that a request needs answers. */
  readiness: { name: string; state: "ok" | "away" }[];
  dependencies: DependencyState[];
  limits: { name: string; points: number; seconds: number }[];
  process: {
    pid: number;
    mode: "demo" | "production";
    node: string;
    startedAt: string;
    memoryMegabytes: number;
    /** Share of time since the start that the event loop was busy. */
    busy: number;
  };
}

/** What the portal's own process knows: what it depends on, the limits in force, itself. */
export async function portalFacts(): Promise<PortalFacts> {
  const { dependencies } = await readiness();
  return {
    readiness: Object.entries(dependencies).map(([name, state]) => ({ name, state })),
    dependencies: dependencyStates(),
    limits: Object.entries(limits).map(([name, limit]) => ({ name, ...limit })),
    process: {
      pid: process.pid,
      mode: env().mode,
      node: process.versions.node,
      startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
      memoryMegabytes: Math.round(process.memoryUsage().rss / 1e6),
      busy: Math.round(eventLoopUtilization().utilization * 1000) / 1000,
    },
  };
}
