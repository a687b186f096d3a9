"use client";

import { useLocale, useTranslations } from "next-intl";
import { Section } from "@/components/customer/desk/section";
import type { Order } from "@/components/customer/desk/types";
import { useWhoText } from "@/components/customer/desk/who-text";
import { exactDateTime } from "@/components/ui/format";
import { useRelativeDay } from "@/components/ui/relative-day";
import { TraceTimeline } from "@/components/ui/trace-timeline";

/** What happened to the order, newest first: by whom and when. */
export function OrderHistory({ order, now }: { order: Order; now: number }) {
  const t = useTranslations("desk");
  const locale = useLocale();
  const whoText = useWhoText();
  const relativeDay = useRelativeDay();
  const { timeZone } = order.center;
  const items = order.timeline.toReversed().map(({ id, type, about, at, who }, index) => ({
    id,
    state: index === 0 ? ("current" as const) : ("done" as const),
    title: eventName(type, about, t),
    time: (
      <time dateTime={at} title={exactDateTime(at, timeZone, locale)}>
        {relativeDay(at, timeZone, new Date(now))}
      </time>
    ),
    text: whoText(who),
  }));
  return (
    <Section title={t("order.history")}>
      <TraceTimeline label={t("order.history")} items={items} />
    </Section>
  );
}

/** `work_order.promise_changed.v1` → "Promise changed"; about a deposit or a part, what became of it. */
function eventName(type: string, about: string | undefined, t: ReturnType<typeof useTranslations>): string {
  const event = type.split(".")[1] ?? "";
  const name = about === undefined ? `event.${event}` : `eventAbout.${event}.${about}`;
  return t(t.has(name) ? name : "event.other");
}
