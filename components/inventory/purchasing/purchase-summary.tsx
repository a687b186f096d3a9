"use client";

import { useLocale, useTranslations } from "next-intl";
import { useWhoText } from "@/components/inventory/stock/use-who-text";
import { calendarDay } from "@/components/ui/format";
import { useRelativeDay } from "@/components/ui/relative-day";
import type { Purchase } from "./types";

/** For whom it is, who did what with it, and when it is expected. */
export function PurchaseSummary({ purchase, timeZone }: { purchase: Purchase; timeZone: string }) {
  const t = useTranslations("purchasing.detail");
  const locale = useLocale();
  const whoText = useWhoText();
  const relativeDay = useRelativeDay();
  const { draftedBy, draftedAt, sentBy, sentAt, endedBy, endedAt, expectedOn, center } = purchase;
  const sentences = [
    t("for", { place: center.name }),
    t("draftedBy", { who: whoText(draftedBy), at: relativeDay(draftedAt, timeZone) }),
    sentBy && sentAt ? t("sentBy", { who: whoText(sentBy), at: relativeDay(sentAt, timeZone) }) : null,
    expectedOn && !endedAt ? t("expected", { day: calendarDay(expectedOn, locale) }) : null,
    endedBy && endedAt ? t("endedBy", { who: whoText(endedBy), at: relativeDay(endedAt, timeZone) }) : null,
  ].filter((sentence) => sentence !== null);
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
