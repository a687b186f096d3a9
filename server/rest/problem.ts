import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { createTranslator } from "use-intl/core";
import { isLocale } from "@/i18n/locales";
import { loadMessages } from "@/i18n/messages";
import { refusalOf, toTrpcError } from "@/server/platform/trpc";

/** A refusal as RFC 9457 problem details, with its stable code and in the caller's language. */
export async function problem(error: unknown, correlationId: string, locale: string): Promise<Response> {
  const refusal = refusalOf(error);
  const status = getHTTPStatusCodeFromError(toTrpcError(error));
  const body = {
    type: `/problems/${refusal.code}`,
    title: await titleOf(refusal.code, locale),
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

async function titleOf(code: string, locale: string): Promise<string> {
  const language = isLocale(locale) ? locale : "en";
  const translate = createTranslator({
    locale: language,
    messages: (await loadMessages(language)) as Record<string, Record<string, string>>,
    namespace: "errors",
    onError: () => {},
  });
  return translate.has(code) ? translate(code) : code;
}
