"use client";

import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";

interface LiveDotProps {
  state: "on" | "connecting" | "off";
  /** When what is shown was fetched, already formatted; said when not live. */
  since?: string;
}

const looks = {
  on: "text-signal",
  connecting: "text-attention",
  off: "text-stop",
};

/** Whether the page follows what happens: a filled via, a blinking ring, or a crossed ring, with the word. */
export function LiveDot({ state, since = "" }: LiveDotProps) {
  const t = useTranslations("kit.live");
  return (
    <span role="status" className={cx("inline-flex items-center gap-1.5 text-sm", looks[state])}>
      <svg aria-hidden="true" viewBox="0 0 12 12" className="size-3" fill="none" stroke="currentColor">
        {state === "on" ? <circle cx="6" cy="6" r="3.7" strokeWidth="4" /> : null}
        {state === "connecting" ? (
          <circle cx="6" cy="6" r="4.5" strokeWidth="1.75" className="animate-[live-pulse_1.2s_infinite]" />
        ) : null}
        {state === "off" ? (
          <path d="M2 2l8 8M6 1.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6Z" strokeWidth="1.5" />
        ) : null}
      </svg>
      {t(state, { time: since })}
    </span>
  );
}
