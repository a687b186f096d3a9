import { getLocale, getTranslations } from "next-intl/server";
import { comingAfter } from "@/components/customer/tracking/coming";
import { dayAndTime, exactDateTime } from "@/components/ui/format";
import { type TimelineItem, TraceTimeline } from "@/components/ui/trace-timeline";
import { Section } from "./section";
import type { Tracked } from "./tracked";

/** What happened, in the centre's time, and what still comes, on one trace. */
export async function Story({ order }: { order: Tracked }) {
  const [t, locale] = await Promise.all([getTranslations("tracking"), getLocale()]);
  const { timeline, serviceCenter, status } = order;
  const zone = serviceCenter.timeZone;
  const ahead = comingAfter(status);
  const happened = timeline.map((entry, index): TimelineItem => {
    const last = index === timeline.length - 1;
    return {
      id: `${entry.at} ${entry.status}`,
      state: last && ahead.length > 0 ? "current" : "done",
      title: entry.text,
      time: (
        <time dateTime={entry.at} title={exactDateTime(entry.at, zone, locale)}>
          {dayAndTime(entry.at, zone, locale)}
        </time>
      ),
    };
  });
  const coming = ahead.map(
    (station): TimelineItem => ({ id: station, state: "rest", title: t(`coming.${station}`) }),
  );
  return (
    <Section id="story" title={t("timeline")}>
      <TraceTimeline label={t("timeline")} items={[...happened, ...coming]} />
    </Section>
  );
}
