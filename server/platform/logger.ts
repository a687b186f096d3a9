import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";
import { logScope } from "./correlation";
import { env } from "./env";
import { loggedError } from "./log-error";
import { currentTraceIds } from "./telemetry/trace";

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

const options: LoggerOptions = {
  base: undefined,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  serializers: { err: loggedError },
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    censor: "[redacted]",
  },
  mixin() {
    return { ...logScope(), ...currentTraceIds() };
  },
};

export function createLogger(level: string, destination?: DestinationStream): Logger {
  const all = { ...options, level };
  return destination === undefined ? pino(all) : pino(all, destination);
}

/** JSON lines on standard output; each carries the correlation id, trace and span of what it belongs to. */
export const logger = createLogger(env().logLevel);
