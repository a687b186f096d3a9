"use client";

import { useLocale } from "next-intl";
import { exactDateTime } from "@/components/ui/format";

/** An instant in the zone of whoever looks, in full: what went wrong is found in logs by it. */
export function useMoment(): (instant: string) => string {
  const locale = useLocale();
  return (instant) => exactDateTime(instant, Intl.DateTimeFormat().resolvedOptions().timeZone, locale);
}
