import { pino } from "pino";
import { currentCorrelationId } from "./correlation";
import { env } from "./env";
import { loggedError } from "./log-error";

/** Field names that must never reach a log, wherever they stand in the first levels of an object. */
const secretFields = [
  "password",
  "token",
  "secret",
  "authorization",
  "cookie",
  "email",
  "phone",
  "contact",
  "address",
  "description",
  "trackingToken",
  "trackingUrl",
];

/** JSON lines on standard output; each carries the correlation id of the request it belongs to. */
export const logger = pino({
  level: env().logLevel,
  base: undefined,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  serializers: { err: loggedError },
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    censor: "[redacted]",
  },
  mixin() {
    const correlationId = currentCorrelationId();
    return correlationId === undefined ? {} : { correlationId };
  },
});
