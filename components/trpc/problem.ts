/** What went wrong with a call, as a screen needs it: the words come from `errors.<code>`. */
export interface Problem {
  code: string;
  correlationId?: string;
  /** What the server found wrong with which field of the input. */
  fields?: Record<string, string[]>;
  details?: Record<string, unknown>;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Reads a refused call of any client; no answer at all is `offline` or `unavailable`. */
export function problemOf(error: unknown): Problem {
  const data = isObject(error) && isObject(error.data) ? error.data : undefined;
  if (data === undefined || typeof data.code !== "string") {
    return { code: navigator.onLine === false ? "offline" : "unavailable" };
  }
  const { code, correlationId, fields, details } = data;
  return {
    code,
    correlationId: typeof correlationId === "string" ? correlationId : undefined,
    fields: isObject(fields) ? (fields as Record<string, string[]>) : undefined,
    details: isObject(details) ? details : undefined,
  };
}
