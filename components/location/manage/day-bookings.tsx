"use client";

import { useLocale, useTranslations } from "next-intl";
import { time } from "@/components/ui/format";
import type { Day } from "./facts";

/** Everything booked or being booked on a centre's day, in the order of the clock. */
export function DayBookings({ day }: { day: Day }) {
  const t = useTranslations("manage");
  const locale = useLocale();
  const slots = day.lanes
    .flatMap((lane) => lane.slots.map((slot) => ({ ...slot, lane })))
    .sort((one, other) => one.start.localeCompare(other.start));
  const clock = ({ start, end }: { start: string; end: string }) =>
    `${time(start, day.timeZone, locale)}–${time(end, day.timeZone, locale)}`;
  const who = (lane: Day["lanes"][number]) => {
    if (lane.kind === "post") return t("panel.post");
    return lane.technicianName ?? (lane.kind === "pickup" ? t("panel.pickup") : t("panel.someone"));
  };
  return (
    <div>
      <h3 className="font-sans font-semibold text-base">
        {t("panel.bookings")} <span className="font-mono font-normal text-muted">{slots.length}</span>
      </h3>
      {slots.length === 0 ? <p className="text-muted">{t("panel.noBookings")}</p> : null}
      <ul>
        {slots.map((slot) => (
          <li
            key={slot.slotId}
            className="grid grid-cols-[6.5rem_1fr] gap-x-3 border-line border-t py-1 leading-snug"
          >
            <span className="font-mono text-sm">
              {slot.orderId === null ? (
                clock(slot)
              ) : (
                <a href={`/desk?order=${slot.orderId}`} className="text-signal underline underline-offset-3">
                  {clock(slot)}
                </a>
              )}
            </span>
            <span className="min-w-0">
              {t(`methods.${slot.method}`)}
              <span className="text-muted"> · {who(slot.lane)}</span>
              {slot.status === "booked" ? null : <span className="text-attention"> · {t("panel.held")}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
