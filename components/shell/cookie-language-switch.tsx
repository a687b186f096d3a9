"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { isLocale, localeCookie, locales } from "@/i18n/locales";

const yearSeconds = 31_536_000;

/** For pages without a language in their path: keeps the choice in the cookie and loads the page anew. */
export function CookieLanguageSwitch({ locale }: { locale: string }) {
  const t = useTranslations("common.language");

  function change(next: string) {
    if (!isLocale(next)) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
    document.cookie = `${localeCookie}=${next}; path=/; max-age=${yearSeconds}; samesite=lax`;
    window.location.reload();
  }

  return (
    <Select
      aria-label={t("label")}
      value={locale}
      onChange={(event) => change(event.target.value)}
      options={locales.map((code) => ({ value: code, label: t(code) }))}
    />
  );
}
