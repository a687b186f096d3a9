"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { dayAndTime } from "@/components/ui/format";

interface NearestTimesProps {
  /** Instants as a refusal names them; anything else shows nothing. */
  starts: unknown;
  timeZone: string;
  onChoose: (start: string) => void;
}

/** The free times round the one that is gone: one press takes another. */
export function NearestTimes({ starts, timeZone, onChoose }: NearestTimesProps) {
  const t = useTranslations("booking.time");
  const locale = useLocale();
  const times = Array.isArray(starts) ? starts.filter((start) => typeof start === "string") : [];
  if (times.length === 0) return null;
  return (
    <div className="grid gap-2">
      <p className="text-sm">{t("nearest")}</p>
      <ul className="flex flex-wrap gap-2">
        {times.map((start) => (
          <li key={start}>
            <Button look="secondary" onClick={() => onChoose(start)}>
              {dayAndTime(start, timeZone, locale)}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
