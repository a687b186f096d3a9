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
  onRetry?: () => void;
  /** What else can be done, in place of or beside trying again. */
  action?: ReactNode;
}

/** What happened and what to do, in the person's language, with the number that finds it in our logs. */
export function ProblemNotice({ code, correlationId, onRetry, action }: ProblemNoticeProps) {
  const t = useTranslations("kit.problem");
  const textOf = useProblemText();
  return (
    <div role="alert" className="flex gap-3 rounded-control border border-stop bg-stop-wash px-4 py-3">
      <OctagonAlert aria-hidden="true" strokeWidth={1.75} className="mt-0.5 size-5 shrink-0 text-stop" />
      <div className="grid min-w-0 gap-1">
        <p className="font-semibold">{textOf(code)}</p>
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
