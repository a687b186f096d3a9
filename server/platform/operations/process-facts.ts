import { eventLoopUtilization } from "node:perf_hooks";
import { z } from "zod";
import { env } from "../env";
import { limits } from "../limits";
import { readiness } from "../readiness";
import { dependencyStates } from "../resilience";

const dependencyState = z.object({
  name: z.string(),
  breaker: z.enum(["closed", "open", "half_open"]),
  inFlight: z.number().int(),
  inFlightMost: z.number().int(),
  queued: z.number().int(),
  queuedMost: z.number().int(),
  calls: z.number().int(),
  failures: z.number().int(),
  retries: z.number().int(),
  rejected: z.number().int(),
  lastFailureAt: z.string().nullable(),
});

export const processFactsOutput = z.object({
  /** Whether each thing that a request or an event needs answers. */
  readiness: z.array(z.object({ name: z.string(), state: z.enum(["ok", "away"]) })),
  /** The breakers and bulkheads round what this process has called. */
  dependencies: z.array(dependencyState),
  process: z.object({
    pid: z.number().int(),
    mode: z.enum(["demo", "production"]),
    node: z.string(),
    startedAt: z.string(),
    memoryMegabytes: z.number(),
    /** Share of time since the start that the event loop was busy. */
    busy: z.number(),
  }),
});
export type ProcessFacts = z.infer<typeof processFactsOutput>;

export interface PortalFacts extends ProcessFacts {
  limits: { name: string; points: number; seconds: number }[];
}

/** What a process knows of itself: what it depends on, and how it does. */
export async function processFacts(): Promise<ProcessFacts> {
  const { dependencies } = await readiness();
  return {
    readiness: Object.entries(dependencies).map(([name, state]) => ({ name, state })),
    dependencies: dependencyStates(),
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

/** What the portal's own process knows, and the limits in force, which are the same everywhere. */
export async function portalFacts(): Promise<PortalFacts> {
  const inForce = Object.entries(limits).map(([name, limit]) => ({ name, ...limit }));
  return { ...(await processFacts()), limits: inForce };
}
