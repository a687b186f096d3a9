export { about } from "./business";
export { counter, gauge, histogram } from "./instruments";
export { prometheusText, startTelemetry } from "./start";
export {
  carryOn,
  currentTraceIds,
  currentTraceParent,
  inSpan,
  linksTo,
  setOnSpan,
  withTraceParent,
} from "./trace";
