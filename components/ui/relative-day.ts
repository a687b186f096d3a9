"use client";

import { useLocale, useTranslations } from "next-intl";
import { dateIn, dayAndTime, time } from "@/components/ui/format";

const millisecondsPerDay = 86_400_000;

/** Says an instant as people do: "today, 14:30", "tomorrow, 09:00", otherwise day and time. */
export function useRelativeDay(): (instant: string, timeZone: string, now?: Date) => string {
  const t = useTranslations("kit.relative");
  const locale = useLocale();
  return (instant, timeZone, now = new Date()) => {
    const days = Math.round(
      (Date.parse(dateIn(instant, timeZone)) - Date.parse(dateIn(now, timeZone))) / millisecondsPerDay,
    );
    const clock = { time: time(instant, timeZone, locale) };
    if (days === 0) return t("todayAt", clock);
    if (days === 1) return t("tomorrowAt", clock);
    if (days === -1) return t("yesterdayAt", clock);
    return dayAndTime(instant, timeZone, locale);
  };
}
