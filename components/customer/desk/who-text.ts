"use client";

import { useTranslations } from "next-intl";
import type { Who } from "@/components/customer/desk/types";

/** A colleague's name, or what kind of actor it was. */
export function useWhoText(): (who: Who) => string {
  const t = useTranslations("desk.who");
  return ({ kind, name }) => name ?? t(kind);
}
