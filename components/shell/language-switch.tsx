"use client";

import { Languages } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { isLocale, locales } from "@/i18n/locales";
import { usePathname, useRouter } from "@/i18n/navigation";

/** Changes the path's language and keeps the page, its query and its scroll. */
export function LanguageSwitch({ locale }: { locale: string }) {
  const t = useTranslations("common.language");
  const router = useRouter();
  const pathname = usePathname();
  const [pending, startTransition] = useTransition();

  function change(next: string) {
    if (!isLocale(next)) return;
    const query = window.location.search;
    startTransition(() => router.replace(`${pathname}${query}`, { locale: next, scroll: false }));
  }

  return (
    <label className="relative flex min-h-control items-center gap-1.5 rounded-control px-2 hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-signal">
      <Languages aria-hidden="true" strokeWidth={1.75} className="size-[1.15em] text-muted" />
      <span className="sr-only">{t("label")}</span>
      <span aria-hidden="true" className="max-sm:uppercase">
        <span className="sm:hidden">{locale}</span>
        <span className="max-sm:hidden">{isLocale(locale) ? t(locale) : locale}</span>
      </span>
      <select
        value={locale}
        disabled={pending}
        onChange={(event) => change(event.target.value)}
        className="absolute inset-0 cursor-pointer opacity-0"
      >
        {locales.map((code) => (
          <option key={code} value={code} lang={code} className="bg-raised text-ink">
            {t(code)}
          </option>
        ))}
      </select>
    </label>
  );
}
