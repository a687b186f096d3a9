export const locales = ["en", "de", "fr"] as const;

export type AppLocale = (typeof locales)[number];

export const defaultLocale: AppLocale = "en";

/** The person's choice of language, read where the path carries none (`/`, account and staff pages). */
export const localeCookie = "locale";

export function isLocale(value: unknown): value is AppLocale {
  return locales.some((locale) => locale === value);
}
