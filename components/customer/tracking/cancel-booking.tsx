"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { verbs } from "@/components/trpc/lazy";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { Button } from "@/components/ui/button";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { useRouter } from "@/i18n/navigation";

interface CancelBookingProps {
  token: string;
  /** Until when it is free of charge, and when the booking is, in words. */
  until: string;
  when: string;
  /** What happens with the deposit, where there is one. */
  deposit?: string;
}

/** Gives the time back. The deadline and that it costs nothing are said first; a second press makes sure. */
export function CancelBooking({ token, until, when, deposit }: CancelBookingProps) {
  const t = useTranslations("tracking.cancel");
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = useRef("");

  async function cancel() {
    setBusy(true);
    setProblem(null);
    key.current ||= crypto.randomUUID();
    try {
      const { customer } = await verbs();
      await customer.tracking.cancel.mutate({ token }, { context: { idempotencyKey: key.current } });
      router.refresh();
      // This part of the page goes away with its buttons; the focus would be lost with them.
      document.getElementById("main")?.focus();
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  }

  return (
    <div className="grid justify-items-start gap-3" data-print="hide">
      <p>{t("until", { when: until })}</p>
      {deposit === undefined ? null : <p>{deposit}</p>}
      {problem ? <ProblemNotice {...problem} /> : null}
      {asking ? (
        <div className="grid gap-3 rounded-control border border-stop bg-stop-wash p-4">
          <p className="font-semibold">{t("sure", { when })}</p>
          <div className="flex flex-wrap gap-2">
            <Button look="stop" busy={busy} onClick={cancel}>
              {t("yes")}
            </Button>
            <Button look="secondary" autoFocus onClick={() => setAsking(false)}>
              {t("no")}
            </Button>
          </div>
        </div>
      ) : (
        <Button look="secondary" onClick={() => setAsking(true)}>
          {t("button")}
        </Button>
      )}
    </div>
  );
}
