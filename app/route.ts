import { cookies, headers } from "next/headers";
import { localeCookie } from "@/i18n/locales";
import { negotiateLocale } from "@/i18n/negotiate";

/** The one address without a language: it sends each person to theirs. */
export async function GET(request: Request): Promise<Response> {
  const [cookieStore, headerStore] = await Promise.all([cookies(), headers()]);
  const locale = negotiateLocale(headerStore.get("accept-language"), cookieStore.get(localeCookie)?.value);
  const { search } = new URL(request.url);
  return new Response(null, {
    status: 307,
    headers: {
      location: `/${locale}${search}`,
      vary: "accept-language, cookie",
      "cache-control": "private, no-store",
    },
  });
}
