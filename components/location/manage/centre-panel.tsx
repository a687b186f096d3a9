"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { calendarDay, timeRange, zoneName } from "@/components/ui/format";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { DayBookings } from "./day-bookings";
import type { Area, CentreLoad, Day } from "./facts";
import { LoadBar } from "./load-bar";
import { isOver } from "./rows";

interface CentrePanelProps {
  centre: CentreLoad;
  areas: Area[];
  onArea: (area: Area) => void;
}

/** One centre's day: its load, when it is open, who comes, and what it covers. */
export function CentrePanel({ centre, areas, onArea }: CentrePanelProps) {
  const t = useTranslations("manage");
  const locale = useLocale();
  const trpc = useTRPC();
  const day = useQuery(
    trpc.location.schedule.day.queryOptions(
      { serviceCenterId: centre.serviceCenterId, date: centre.day },
      { refetchInterval: 30_000, placeholderData: keepPreviousData },
    ),
  );
  const hours = (minutes: number) => (minutes / 60).toLocaleString(locale, { maximumFractionDigits: 1 });
  return (
    <>
      <div className="grid gap-1">
        <h3 className="font-sans font-semibold text-base">
          {t("panel.loadOf", { day: calendarDay(centre.day, locale) })}
        </h3>
        <p className="flex items-center gap-3">
          <span className="font-display font-semibold text-2xl tabular-nums">
            {centre.loadPercent === null ? "–" : `${centre.loadPercent} %`}
          </span>
          <LoadBar percent={centre.loadPercent} className="h-3 w-28" />
          {isOver(centre) ? <Status tone="waiting">{t("filters.only.over")}</Status> : null}
        </p>
        <p className="text-muted">
          {t("panel.bookedOf", {
            booked: hours(centre.bookedMinutes),
            capacity: hours(centre.capacityMinutes),
          })}
          {", "}
          {t("panel.technicians", { count: centre.technicians })}
        </p>
      </div>
      {day.isError && day.data === undefined ? (
        <ProblemNotice {...problemOf(day.error)} onRetry={() => day.refetch()} />
      ) : null}
      {day.isPending ? <Skeleton lines={5} /> : null}
      {day.data ? (
        <>
          <Hours day={day.data} />
          <DayBookings day={day.data} />
        </>
      ) : null}
      <div className="grid gap-1">
        <h3 className="font-sans font-semibold text-base">{t("panel.areas")}</h3>
        <ul className="grid">
          {areas.map((area) => (
            <li key={area.areaId} className="flex items-center gap-3 border-line border-t">
              <Button
                look="quiet"
                className="-ml-3 min-w-0 flex-1 justify-start"
                onClick={() => onArea(area)}
              >
                {t(`methods.${area.method}`)}
              </Button>
              <span className="font-mono text-sm">
                {t("area.sizeValue", { size: Math.round(area.squareKilometers) })}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function Hours({ day }: { day: Day }) {
  const t = useTranslations("manage.panel");
  const locale = useLocale();
  return (
    <div>
      <h3 className="font-sans font-semibold text-base">{t("hours")}</h3>
      <p className="tabular-nums">
        {day.closed !== null
          ? t("closedFor", { reason: day.closed })
          : day.opening.length === 0
            ? t("closed")
            : day.opening.map(({ start, end }) => timeRange(start, end, day.timeZone, locale)).join(", ")}
      </p>
      <p className="text-muted text-sm">{t("localTime", { zone: zoneName(day.timeZone, locale) })}</p>
    </div>
  );
}
