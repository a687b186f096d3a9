import type { AppLocale } from "@/i18n/locales";

export const namespaces = [
  "common",
  "kit",
  "errors",
  "site",
  "booking",
  "tracking",
  "desk",
  "stock",
  "manage",
  "operations",
  "account",
  "mail",
] as const;

export type Namespace = (typeof namespaces)[number];

/** Every namespace of one language, merged under its own name. */
export async function loadMessages(locale: AppLocale) {
  const parts = await Promise.all(
    namespaces.map(async (namespace) => {
      const module = await import(`../messages/${locale}/${namespace}.json`);
      return [namespace, module.default] as const;
    }),
  );
  return Object.fromEntries(parts);
}
