export { resumeSagas, type SagaContext } from "./resume";
export { runSaga } from "./run";
export { type Saga, type SagaCall, SagaWait } from "./saga";
export { sagaVerbs } from "./saga-verbs";
export { onSagaWaits, wakeSagas } from "./wake";
