import { format, stripVTControlCharacters } from "node:util";
import { loggedError } from "./log-error";
import { logger } from "./logger";

/** What the framework prints becomes log lines like all others: JSON, with the request's correlation id. */
export function sendConsoleToLog(): void {
  for (const [method, level] of [
    ["log", "info"],
    ["info", "info"],
    ["debug", "debug"],
    ["warn", "warn"],
    ["error", "error"],
  ] as const) {
    console[method] = (...parts: unknown[]) => {
      const text = stripVTControlCharacters(format(...parts.map(withoutValues))).trim();
      if (text !== "") logger[level](text);
    };
  }
}

function withoutValues(part: unknown): unknown {
  return part instanceof Error ? JSON.stringify(loggedError(part)) : part;
}
