"use client";

import "@/app/globals.css";
import { NextIntlClientProvider } from "next-intl";
import { useSyncExternalStore } from "react";
import { Failure } from "@/components/shell/failure";
import { fontVariables } from "@/components/shell/fonts";
import { defaultLocale, isLocale } from "@/i18n/locales";
import de from "@/messages/de/common.json";
import en from "@/messages/en/common.json";
import fr from "@/messages/fr/common.json";

const failures = { de: de.failure, en: en.failure, fr: fr.failure };

interface GlobalErrorProps {
  error: Error & { digest?: string };
  retry: () => void;
}

/** The path's language or the browser's: when the root layout fails there is no server to ask. */
function localeInBrowser() {
  const candidates = [window.location.pathname.split("/")[1], navigator.language.slice(0, 2)];
  return candidates.find(isLocale) ?? defaultLocale;
}

/** The last page standing: it replaces the root layout, so it brings its own document and words. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  const locale = useSyncExternalStore(
    () => () => {},
    localeInBrowser,
    () => defaultLocale,
  );
  return (
    <html lang={locale} data-density="customer" className={fontVariables}>
      <body className="flex min-h-dvh flex-col">
        <title>{failures[locale].title}</title>
        <link rel="icon" href="/icon.svg" />
        <NextIntlClientProvider
          locale={locale}
          timeZone="UTC"
          messages={{ common: { failure: failures[locale] } }}
        >
          <main className="m-auto">
            <Failure digest={error.digest} onRetry={retry} />
          </main>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
