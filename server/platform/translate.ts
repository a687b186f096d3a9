import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import { type AppLocale, defaultLocale, isLocale } from "@/i18n/locales";
import type { Namespace } from "@/i18n/messages";

/** A text by its key within a namespace, with its parameters put in. */
export type Translate = (key: string, values?: Record<string, string | number | Date>) => string;

const translators = new Map<string, Translate>();

/** A language of ours for whatever was asked: `de-AT` is German, Klingon is English. */
export function supportedLocale(asked: string): AppLocale {
  const language = asked.split("-")[0] ?? "";
  return isLocale(language) ? language : defaultLocale;
}

/** The language with the habits of Europe: English dates and times are British. */
export function formatLocale(asked: string): string {
  const locale = supportedLocale(asked);
  return locale === "en" ? "en-GB" : locale;
}

/** Texts for what the server itself writes, such as mails, in the person's language. */
export function translator(asked: string, namespace: Namespace): Translate {
  const locale = supportedLocale(asked);
  const name = `${locale}/${namespace}`;
  let translate = translators.get(name);
  if (translate === undefined) {
    const messages = JSON.parse(readFileSync(join(process.cwd(), "messages", `${name}.json`), "utf8"));
    // The keys are checked by tests over every language, not by types: they come from data such as a status.
    translate = createTranslator({ locale, messages }) as unknown as Translate;
    translators.set(name, translate);
  }
  return translate;
}
