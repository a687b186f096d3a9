"use client";

import { Timer } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Hold } from "@/components/customer/booking/draft";
import { extendHold } from "@/components/customer/booking/holds";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { Button } from "@/components/ui/button";
import { useProblemText } from "@/components/ui/use-problem-text";

const soonSeconds = 180;

interface HoldTimerProps {
  hold: Hold;
  onExpired: () => void;
}

/** How long the slot is still kept, and a button for more time. Said aloud only when it becomes urgent. */
export function HoldTimer({ hold, onExpired }: HoldTimerProps) {
  const t = useTranslations("booking.hold");
  const textOf = useProblemText();
  const seconds = useSecondsUntil(hold.deadline);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  useEffect(() => {
    if (seconds <= 0) onExpired();
  }, [seconds, onExpired]);

  async function extend() {
    setBusy(true);
    setProblem(null);
    try {
      await extendHold(hold);
    } catch (error) {
      const refused = problemOf(error);
      if (refused.code === "hold_expired" || refused.code === "hold_not_found") onExpired();
      else setProblem(refused);
    }
    setBusy(false);
  }

  const soon = seconds <= soonSeconds;
  const minutes = Math.floor(Math.max(seconds, 0) / 60);
  const clock = `${minutes}:${String(Math.max(seconds, 0) % 60).padStart(2, "0")}`;
  return (
    <div
      className={`flex flex-wrap items-center gap-x-4 gap-y-1 rounded-control border px-4 py-2 ${soon ? "border-attention bg-attention-wash" : "border-line bg-sunken"}`}
    >
      <p className="flex items-center gap-2">
        <Timer aria-hidden="true" strokeWidth={1.75} className="size-5 shrink-0" />
        <span>
          {t.rich("left", {
            clock: () => (
              <span role="timer" className="font-mono font-semibold tabular-nums">
                {clock}
              </span>
            ),
          })}
        </span>
      </p>
      {hold.extensionsLeft > 0 ? (
        <Button look="quiet" busy={busy} onClick={extend}>
          {t("extend")}
        </Button>
      ) : null}
      <p role="status" className={problem ? "w-full text-sm text-stop" : "sr-only"}>
        {problem ? textOf(problem.code) : soon && seconds > 0 ? t("soon") : null}
      </p>
    </div>
  );
}

function useSecondsUntil(deadline: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Math.ceil((deadline - Math.min(now, deadline)) / 1_000);
}
