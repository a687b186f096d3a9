import { cookies, headers } from "next/headers";
import { locale as localeParam } from "next/root-params";
import { getRequestConfig } from "next-intl/server";
import { type AppLocale, isLocale, localeCookie } from "@/i18n/locales";
import { loadMessages } from "@/i18n/messages";
import { negotiateLocale } from "@/i18n/negotiate";

async function localeOfPerson(): Promise<AppLocale> {
  const [cookieStore, headerStore] = await Promise.all([cookies(), headers()]);
  return negotiateLocale(headerStore.get("accept-language"), cookieStore.get(localeCookie)?.value);
}

/** The path's language inside `[locale]`; the person's own (cookie, then browser) everywhere else. */
async function localeOfRequest(): Promise<AppLocale> {
  const fromPath = await localeParam();
  return isLocale(fromPath) ? fromPath : localeOfPerson();
}

export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked) ? asked : await localeOfRequest();
  // Dates are shown in the zone of the centre they belong to, always given; this is only a fixed default.
  return { locale, messages: await loadMessages(locale), timeZone: "UTC" };
});
