"use client";

import { useTranslations } from "next-intl";
import type { Who } from "./types";

/** A colleague's name, or what kind of actor it was. */
export function useWhoText(): (who: Who) => string {
  const t = useTranslations("stock.who");
  return ({ kind, name }) => name ?? t(kind);
}
