"use client";

import { useLocale, useTranslations } from "next-intl";
import { type Age, spanOf } from "@/components/customer/desk/ageing";
import { useRelativeDay } from "@/components/ui/relative-day";

/** Says an order's age, and spans of time, as people do. */
export function useAgeText() {
  const t = useTranslations("desk.age");
  const locale = useLocale();
  const relativeDay = useRelativeDay();

  function duration(minutes: number): string {
    const { value, unit } = spanOf(minutes);
    const style = { style: "unit", unit, unitDisplay: unit === "minute" ? "short" : "long" } as const;
    return new Intl.NumberFormat(locale, style).format(value);
  }

  function ageText(age: Age, timeZone: string, now: number): string {
    if ("minutes" in age) return t(age.kind, { duration: duration(age.minutes) });
    if ("at" in age) return t(age.kind, { when: relativeDay(age.at, timeZone, new Date(now)) });
    return t(age.kind);
  }

  return { ageText, duration };
}
