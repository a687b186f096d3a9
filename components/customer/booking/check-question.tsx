"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type Answers, type Step, stepPath } from "@/components/customer/booking/answers";
import { BackLink } from "@/components/customer/booking/back-link";
import { bookingBody, sendBooking } from "@/components/customer/booking/book";
import { contactErrors, needsAddress } from "@/components/customer/booking/contact-rules";
import { clearDraft, useDraft } from "@/components/customer/booking/draft";
import { HoldGuard } from "@/components/customer/booking/hold-guard";
import { holdKey } from "@/components/customer/booking/holds";
import { StepActions } from "@/components/customer/booking/step-actions";
import { useStep } from "@/components/customer/booking/use-step";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { Button } from "@/components/ui/button";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { TicketRows } from "@/components/ui/ticket";
import { Link, useRouter } from "@/i18n/navigation";

interface Row {
  label: string;
  value: string | undefined;
  step: Step;
}

interface CheckQuestionProps {
  answers: Answers;
  timeZone: string;
  country: string;
  countryName: string;
  /** What the server can name: device, fault, centre, time, price. */
  rows: Row[];
}

/** Everything once more, each line with its way back; one press books. */
export function CheckQuestion({ answers, timeZone, country, countryName, rows }: CheckQuestionProps) {
  const t = useTranslations("booking");
  const draft = useDraft();
  const router = useRouter();
  const { go } = useStep("check", answers);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const withAddress = needsAddress(answers.method);
  const unfinished = draft !== null && Object.keys(contactErrors(draft.contact, withAddress)).length > 0;

  // An address opened in another tab has the answers without the person: they are asked there.
  useEffect(() => {
    if (unfinished && !busy) go("contact");
  });

  if (draft === null || unfinished) return <Skeleton lines={6} />;
  const { contact, hold } = draft;
  const held = hold?.key === holdKey(answers) ? hold : undefined;
  const personal: Row[] = [
    { label: t("contact.name"), value: contact.name, step: "contact" },
    { label: t("contact.email"), value: contact.email, step: "contact" },
    { label: t("contact.phone"), value: contact.phone, step: "contact" },
    ...(withAddress
      ? [
          {
            label: t("contact.address"),
            value: `${contact.line}, ${contact.postcode} ${contact.city}, ${countryName}`,
            step: "contact" as const,
          },
        ]
      : []),
    { label: t("contact.description"), value: contact.description, step: "contact" },
  ];

  async function book() {
    if (!held) return;
    setBusy(true);
    setProblem(null);
    try {
      const token = await sendBooking(bookingBody({ answers, contact, holdId: held.id, country }));
      router.replace(`/track/${token}/booked`);
      clearDraft();
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  }

  return (
    <div className="mt-6 grid max-w-text gap-6">
      <HoldGuard step="check" answers={answers} timeZone={timeZone} />
      <TicketRows
        stacksOnPhone
        rows={[...rows, ...personal].map(({ label, value, step }) => ({
          label,
          value: value ? (
            <bdi className="line-clamp-6 whitespace-pre-line break-words">{value}</bdi>
          ) : (
            <span className="text-muted">{t("check.none")}</span>
          ),
          action: (
            <Link
              href={stepPath(step, { ...answers, changing: "yes" })}
              className="text-signal underline underline-offset-3"
            >
              {t("change")}
              <span className="sr-only">: {label}</span>
            </Link>
          ),
        }))}
      />
      <p className="text-muted text-sm">
        {t.rich("check.terms", {
          privacy: (words) => (
            <Link href="/privacy" className="text-ink underline underline-offset-3">
              {words}
            </Link>
          ),
        })}
      </p>
      {problem ? <ProblemNotice {...problem} onRetry={held ? book : undefined} /> : null}
      <StepActions>
        <Button busy={busy} disabled={!held} onClick={book}>
          {t("check.book")}
        </Button>
        <BackLink step="check" answers={answers} />
      </StepActions>
    </div>
  );
}
