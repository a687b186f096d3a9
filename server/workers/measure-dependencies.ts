import { type DependencyState, dependencyStates } from "@/server/platform/resilience";
import { gauge } from "@/server/platform/telemetry";

const breakerValues = { closed: 0, half_open: 1, open: 2 } as const;

function each(name: string, help: string, figureOf: (state: DependencyState) => number): void {
  gauge(`mycomputer_dependency_${name}`, help, async () =>
    dependencyStates().map((state) => ({ value: figureOf(state), labels: { dependency: state.name } })),
  );
}

/** Gauges of how this process's calls to outside parts and other services fare. */
export function measureDependencies(): void {
  each("breaker", "0 closed, 1 half open, 2 open", ({ breaker }) => breakerValues[breaker]);
  each("in_flight", "Calls that run", ({ inFlight }) => inFlight);
  each("queued", "Calls that wait for their turn", ({ queued }) => queued);
  each("calls", "Attempts since the start", ({ calls }) => calls);
  each("failures", "Attempts that failed since the start", ({ failures }) => failures);
  each("retries", "Repeated attempts since the start", ({ retries }) => retries);
  each("rejected", "Calls refused without an attempt since the start", ({ rejected }) => rejected);
}
