import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import {
  type Answers,
  reachableStep,
  type Step,
  stepPath,
  steps,
} from "@/components/customer/booking/answers";
import { BookingTicket } from "@/components/customer/booking/booking-ticket";
import { StepHeading } from "@/components/customer/booking/step-heading";
import { ClientMessages } from "@/components/shell/client-messages";
import { TraceSteps } from "@/components/ui/trace-steps";
import { getPathname, redirect } from "@/i18n/navigation";
import type { Facts } from "./facts";

interface BookingFrameProps {
  step: Step;
  answers: Answers;
  facts: Facts;
  intro?: ReactNode;
  children: ReactNode;
}

/** Left the question, right the ticket that fills itself; on a phone the ticket folds into a bar at the bottom. */
export async function BookingFrame({ step, answers, facts, intro, children }: BookingFrameProps) {
  const [t, locale] = await Promise.all([getTranslations("booking"), getLocale()]);
  return (
    <ClientMessages namespaces={["booking"]}>
      <div className="grid gap-x-12 pb-16 lg:grid-cols-[minmax(0,1fr)_21rem] lg:pb-0">
        <div className="min-w-0">
          <TraceSteps
            label={t("progress")}
            current={steps.indexOf(step)}
            steps={steps.map((id) => ({
              id,
              label: t(`steps.${id}`),
              href: getPathname({ href: stepPath(id, answers), locale }),
            }))}
          />
          <StepHeading>{t(`${step}.title`)}</StepHeading>
          {intro ? <div className="mt-2 max-w-text text-muted">{intro}</div> : null}
          {children}
        </div>
        <aside aria-label={t("ticket.title")}>
          <BookingTicket answers={answers} facts={facts} />
        </aside>
      </div>
    </ClientMessages>
  );
}

/** Sends whoever comes too early to the question that is still open, with everything else kept. */
export async function requireAnswers(step: Step, answers: Answers, facts: Facts): Promise<void> {
  const known: Answers = {
    ...answers,
    device: facts.device?.id,
    fault: facts.fault?.id,
    centre: facts.centre?.id,
    method: facts.centre?.methods.find((method) => method === answers.method),
  };
  const open = reachableStep(step, known);
  if (open !== step) redirect({ href: stepPath(open, answers), locale: await getLocale() });
}
