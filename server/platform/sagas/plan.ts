import type { SagaPlan } from "./next-move";
import type { RetryPolicy, Saga } from "./saga";

const defaultRetry: RetryPolicy = {
  attempts: 3,
  firstMillis: 100,
  maxMillis: 1_000,
  lastly: "take_back",
  waitSeconds: 5,
  maxWaitSeconds: 600,
};
const defaultTimeoutMillis = 8_000;
export const defaultDeadlineSeconds = 600;

/** The saga as the decision sees it, for the state it is in. */
export function planOf<State extends object>(saga: Saga<State>, state: State): SagaPlan {
  return {
    pastDeadline: saga.pastDeadline ?? "take_back",
    steps: saga.steps.map((step) => ({
      timeoutMillis: step.timeoutMillis ?? defaultTimeoutMillis,
      retry: { ...defaultRetry, ...step.retry },
      pivot: step.pivot ?? false,
      applies: step.when?.(state) ?? true,
    })),
  };
}
