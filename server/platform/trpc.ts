import { TRPCClientError } from "@trpc/client";
import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import { DomainError, type ErrorCode, type ErrorDetails, errorCodes } from "@/server/kernel/errors";
import type { CallContext } from "./call";
import { isDatabaseAway, isTextThatCantBeStored } from "./database-errors";
import { trpcCodeOf } from "./error-mapping";
import type { LimitName } from "./limits";

/** How a verb shows on other doors. */
export interface VerbMeta {
  rest?: {
    method: "GET" | "POST";
    /** Below /api/v1, parameters as `{id}`. */
    path: `/${string}`;
    status?: 200 | 201;
    summary: string;
    /** Refused without an Idempotency-Key. */
    idempotent?: true;
  };
  limit?: LimitName;
}

export interface ErrorData {
  code: ErrorCode;
  details: ErrorDetails;
  correlationId: string | undefined;
  fields?: Record<string, string[]> | undefined;
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && (errorCodes as readonly string[]).includes(code);
}

/** The refusal behind whatever was thrown, here or in another context; a fault of ours is `internal`, no more. */
export function refusalOf(error: unknown): Pick<ErrorData, "code" | "details" | "fields"> {
  const cause = error instanceof TRPCError ? (error.cause ?? error) : error;
  if (cause instanceof DomainError) return { code: cause.code, details: cause.details };
  if (cause instanceof TRPCClientError && isErrorCode(cause.data?.code)) {
    const { code, details, fields } = cause.data;
    return { code, details: details ?? {}, ...(fields === undefined ? {} : { fields }) };
  }
  if (isDatabaseAway(cause)) return { code: "unavailable", details: {} };
  if (isTextThatCantBeStored(cause)) return { code: "invalid_input", details: {} };
  if (!(error instanceof TRPCError)) return { code: "internal", details: {} };
  if (error.code === "BAD_REQUEST" || error.code === "PARSE_ERROR") {
    return { code: "invalid_input", details: {}, fields: fieldsOf(cause) };
  }
  return { code: error.code === "NOT_FOUND" ? "not_found" : "internal", details: {} };
}

/** What is wrong with which field, by the validator's stable words. */
function fieldsOf(cause: unknown): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  if (!(cause instanceof z.core.$ZodError)) return fields;
  for (const issue of cause.issues) {
    const path = issue.path.join(".");
    fields[path] = [...(fields[path] ?? []), issue.code];
  }
  return fields;
}

export const t = initTRPC
  .context<CallContext>()
  .meta<VerbMeta>()
  .create({
    errorFormatter({ shape, error, ctx }) {
      const refusal = refusalOf(error);
      const data: ErrorData = { ...refusal, correlationId: ctx?.correlationId };
      return { ...shape, message: refusal.code, data: { ...data, httpStatus: shape.data.httpStatus } };
    },
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  });

export const router = t.router;

/** A refusal as tRPC carries it: its HTTP status comes from the one table of codes. */
export function toTrpcError(error: unknown): TRPCError {
  const refusal = refusalOf(error);
  // The validator's own error names the fields; a handler's refusal comes wrapped as a fault and gets its status here.
  if (refusal.code === "invalid_input" && error instanceof TRPCError && error.code === "BAD_REQUEST")
    return error;
  if (refusal.code === "internal") {
    return new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "internal", cause: error });
  }
  const cause = new DomainError(refusal.code, refusal.details, error);
  return new TRPCError({ code: trpcCodeOf(refusal.code), message: refusal.code, cause });
}
