export { about } from "./business";
export { counter, gauge, histogram } from "./instruments";
export { prometheusText, startTelemetry } from "./start";
export { currentTraceIds, currentTraceParent, inSpan, linksTo, setOnSpan, withTraceParent } from "./trace";
