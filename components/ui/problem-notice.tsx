"use client";

import { OctagonAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useProblemText } from "@/components/ui/use-problem-text";

interface ProblemNoticeProps {
  /** A stable error code; unknown ones get the general sentence. */
  code: string;
  correlationId?: string;
  /** Of a part that is away they name it. */
  details?: Record<string, unknown>;
  onRetry?: () => void;
  /** What else can be done, in place of or beside trying again. */
  action?: ReactNode;
}

/**
 * What happened and what to do, in the person's language, with the number that finds it in our logs. Where a part of
 * ours is away: what is missing by that, and what goes on.
 */
export function ProblemNotice({ code, correlationId, details, onRetry, action }: ProblemNoticeProps) {
  const t = useTranslations("kit.problem");
  const tWithout = useTranslations("common.away.without");
  const textOf = useProblemText();
  const away = code === "unavailable" ? String(details?.context) : undefined;
  return (
    <div role="alert" className="flex gap-3 rounded-control border border-stop bg-stop-wash px-4 py-3">
      <OctagonAlert aria-hidden="true" strokeWidth={1.75} className="mt-0.5 size-5 shrink-0 text-stop" />
      <div className="grid min-w-0 gap-1">
        <p className="font-semibold">{textOf(code)}</p>
        {away !== undefined && tWithout.has(away) ? <p>{tWithout(away)}</p> : null}
        {correlationId ? (
          <p className="text-muted text-sm">
            {t("correlation")} <span className="break-all font-mono">{correlationId}</span>
          </p>
        ) : null}
        {onRetry || action ? (
          <div className="mt-1 flex flex-wrap gap-2">
            {onRetry ? (
              <Button look="secondary" onClick={onRetry}>
                {t("retry")}
              </Button>
            ) : null}
            {action}
          </div>
        ) : null}
      </div>
    </div>
  );
}
