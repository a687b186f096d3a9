"use client";

import { useState } from "react";
import { verbs } from "@/components/trpc/lazy";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { Button } from "@/components/ui/button";
import { ProblemNotice } from "@/components/ui/problem-notice";

/** Goes to the page where the provider takes the deposit. Only Payment knows it, so it is asked when it is wanted. */
export function PayDeposit({ token, label }: { token: string; label: string }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function pay() {
    setBusy(true);
    setProblem(null);
    try {
      const { customer } = await verbs();
      const { payUrl } = await customer.tracking.depositPage.query({ token });
      window.location.assign(payUrl);
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  }

  return (
    <div className="mt-3 grid justify-items-start gap-3" data-print="hide">
      {problem ? <ProblemNotice {...problem} onRetry={pay} /> : null}
      <Button busy={busy} onClick={pay}>
        {label}
      </Button>
    </div>
  );
}
