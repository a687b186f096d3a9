import { defineRouting } from "next-intl/routing";
import { defaultLocale, localeCookie, locales } from "@/i18n/locales";

export const routing = defineRouting({
  locales,
  defaultLocale,
  localePrefix: "always",
  localeCookie: { name: localeCookie, maxAge: 60 * 60 * 24 * 365, sameSite: "lax" },
});
