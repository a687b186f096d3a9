import { callThrough, type PolicyOptions } from "./call-through";
import { Dependency, type DependencyState } from "./dependency";

export type { DependencyState } from "./dependency";
export { BehindItAway, wasNotAsked } from "./failures";

const shared = globalThis as { mycomputerDependencies?: Map<string, Dependency> };
shared.mycomputerDependencies ??= new Map();
const dependencies = shared.mycomputerDependencies;

function dependencyOf(name: string): Dependency {
  let dependency = dependencies.get(name);
  if (dependency === undefined) {
    dependency = new Dependency(name);
    dependencies.set(name, dependency);
  }
  return dependency;
}

/** How every dependency that this process has called is doing. */
export function dependencyStates(): DependencyState[] {
  return [...dependencies.values()].map((dependency) => dependency.state());
}

/**
 * Calls a dependency under its policy: timeout, retries, breaker, bulkhead. What `work` throws as a refusal comes
 * through; a dependency that is away is refused as `unavailable`, with its name in the details.
 */
export function throughPolicy<T>(
  dependency: string,
  options: PolicyOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return callThrough(dependencyOf(dependency), options, work);
}
