"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { type Answers, type Step, stepPath } from "@/components/customer/booking/answers";
import { changeDraft, useDraft } from "@/components/customer/booking/draft";
import { HoldTimer } from "@/components/customer/booking/hold-timer";
import { holdKey, takeHold } from "@/components/customer/booking/holds";
import { NearestTimes } from "@/components/customer/booking/nearest-times";
import { useStep } from "@/components/customer/booking/use-step";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { Button, buttonClass } from "@/components/ui/button";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Link } from "@/i18n/navigation";

interface HoldGuardProps {
  step: Step;
  answers: Answers;
  timeZone: string;
}

/**
 * The slot's keeper on the pages after it: the timer while it is held. Once it is lost, the same time again if it
 * is still free, else the nearest ones, without leaving the page or losing a word of it.
 */
export function HoldGuard({ step, answers, timeZone }: HoldGuardProps) {
  const t = useTranslations("booking.hold");
  const draft = useDraft();
  const { stay, pending } = useStep(step, answers);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const hold = draft?.hold?.key === holdKey(answers) ? draft.hold : undefined;
  const loseHold = useCallback(() => {
    changeDraft({ hold: undefined });
    setProblem({ code: "hold_expired" });
  }, []);

  const take = useCallback(
    async (start: string | undefined) => {
      setBusy(true);
      setProblem(null);
      try {
        await takeHold({ ...answers, start });
        if (start !== answers.start) stay({ start });
      } catch (error) {
        setProblem(problemOf(error));
      }
      setBusy(false);
    },
    [answers, stay],
  );

  // An address that was kept or shared names a slot without holding it: it is taken on arrival.
  const missing = draft !== null && hold === undefined && problem === null && !busy && !pending;
  useEffect(() => {
    if (missing) take(answers.start);
  }, [missing, take, answers.start]);

  if (hold) return <HoldTimer key={hold.id} hold={hold} onExpired={loseHold} />;
  if (problem === null) return <div aria-busy="true" className="min-h-control" />;
  return (
    <ProblemNotice
      {...problem}
      action={
        <div className="grid gap-3">
          <NearestTimes starts={problem.details?.nearest} timeZone={timeZone} onChoose={take} />
          <div className="flex flex-wrap gap-2">
            {problem.code === "slot_taken" || problem.code === "slot_not_offered" ? null : (
              <Button look="secondary" busy={busy} onClick={() => take(answers.start)}>
                {t("again")}
              </Button>
            )}
            <Link href={stepPath("time", answers)} className={buttonClass({ look: "secondary" })}>
              {t("otherTime")}
            </Link>
          </div>
        </div>
      }
    />
  );
}
