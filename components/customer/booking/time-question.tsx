"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { Answers } from "@/components/customer/booking/answers";
import { BackLink } from "@/components/customer/booking/back-link";
import { useDraft } from "@/components/customer/booking/draft";
import { takeHold, withOwnHold } from "@/components/customer/booking/holds";
import { NearestTimes } from "@/components/customer/booking/nearest-times";
import { StepActions } from "@/components/customer/booking/step-actions";
import { useSlots } from "@/components/customer/booking/use-slots";
import { useStep } from "@/components/customer/booking/use-step";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { SlotPicker } from "@/components/ui/slot-picker";
import type { SlotDay } from "@/components/ui/slots";

interface TimeQuestionProps {
  answers: Answers;
  city: string;
  timeZone: string;
  days: SlotDay[];
}

/** When: the month, the day's times, and the slot kept as soon as one goes on. */
export function TimeQuestion({ answers, city, timeZone, days }: TimeQuestionProps) {
  const t = useTranslations("booking.time");
  const { go, remember, pending } = useStep("time", answers);
  const slots = useSlots(answers, days);
  const hold = useDraft()?.hold;
  const [start, setStart] = useState(answers.start ?? null);
  const [asked, setAsked] = useState(false);
  const [holding, setHolding] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  function choose(next: string) {
    setStart(next);
    setProblem(null);
    remember({ ...answers, start: next });
  }

  async function keep(chosen: string) {
    setHolding(true);
    setProblem(null);
    try {
      await takeHold({ ...answers, start: chosen });
      go("contact", { start: chosen });
    } catch (error) {
      setProblem(problemOf(error));
      setStart(null);
      slots.reload();
    }
    setHolding(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (start !== null) keep(start);
  }

  const missing = asked && start === null && problem === null;
  return (
    <form noValidate onSubmit={submit} className="mt-6 grid gap-5">
      <ErrorSummary errors={missing ? [{ fieldId: "time", message: t("missing") }] : []} />
      {problem ? (
        <ProblemNotice
          {...problem}
          action={
            <NearestTimes
              starts={problem.details?.nearest}
              timeZone={timeZone}
              onChoose={(next) => {
                choose(next);
                keep(next);
              }}
            />
          }
        />
      ) : null}
      {slots.problem ? <ProblemNotice {...slots.problem} onRetry={slots.reload} /> : null}
      <div id="time" tabIndex={-1}>
        <SlotPicker
          days={withOwnHold(slots.days, answers, hold, timeZone)}
          timeZone={timeZone}
          place={city}
          value={start}
          onChange={(slot) => choose(slot.start)}
          onMonthChange={slots.want}
          lastMonth={slots.lastMonth}
          busy={slots.busy}
        />
      </div>
      <p className="text-muted text-sm">{t("held")}</p>
      <StepActions>
        <Button type="submit" busy={holding || pending}>
          {t("continue")}
        </Button>
        <BackLink step="time" answers={answers} />
      </StepActions>
    </form>
  );
}
