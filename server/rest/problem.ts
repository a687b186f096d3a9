import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { translator } from "@/server/platform/translate";
import { refusalOf, toTrpcError } from "@/server/platform/trpc";

/** A refusal as RFC 9457 problem details, with its stable code and in the caller's language. */
export function problem(error: unknown, correlationId: string, locale: string): Response {
  const refusal = refusalOf(error);
  const status = getHTTPStatusCodeFromError(toTrpcError(error));
  const body = {
    type: `/problems/${refusal.code}`,
    title: translator(locale, "errors")(refusal.code),
    status,
    code: refusal.code,
    correlationId,
    ...refusal.details,
    ...(refusal.fields === undefined ? {} : { fields: refusal.fields }),
  };
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  headers.set("x-correlation-id", correlationId);
  const { retryAfterSeconds } = refusal.details;
  if (typeof retryAfterSeconds === "number") headers.set("retry-after", String(retryAfterSeconds));
  return new Response(JSON.stringify(body), { status, headers });
}
