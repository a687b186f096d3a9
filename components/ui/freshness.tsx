"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { time } from "@/components/ui/format";
import { LiveDot } from "@/components/ui/live-dot";

interface FreshnessProps {
  /** Whose words: of the load, or of the machinery. */
  of: "manage.fresh" | "operations.fresh";
  at: string | undefined;
  failed: boolean;
}

/** How old what one sees is, in words that go on counting; said apart when no new answer comes. */
export function Freshness({ of, at, failed }: FreshnessProps) {
  const t = useTranslations(of);
  const locale = useLocale();
  const now = useNow();
  if (at === undefined) return null;
  if (failed) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return <LiveDot state="off" since={time(at, zone, locale)} />;
  }
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000));
  return (
    <p className="flex items-center gap-1.5 whitespace-nowrap text-muted text-sm">
      <span aria-hidden="true" className="size-2 rounded-full bg-signal" />
      {seconds < 10
        ? t("now")
        : seconds < 90
          ? t("seconds", { seconds: Math.floor(seconds / 10) * 10 })
          : t("minutes", { minutes: Math.round(seconds / 60) })}
    </p>
  );
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
