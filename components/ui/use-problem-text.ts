"use client";

import { useTranslations } from "next-intl";

/** Turns an error code into its sentence: `errors.<code>`, or the general one for a code without words. */
export function useProblemText(): (code: string) => string {
  const t = useTranslations("errors");
  return (code) => (t.has(code) ? t(code) : t("unknown"));
}
