"use client";

import { useState } from "react";
import { verbs } from "@/components/trpc/lazy";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { Button } from "@/components/ui/button";
import { ProblemNotice } from "@/components/ui/problem-notice";

interface PayInSandboxProps {
  depositId: string;
  words: { pay: string; paid: string; back: string };
}

/** What a person does on a provider's page: pays, and goes back where they came from. */
export function PayInSandbox({ depositId, words }: PayInSandboxProps) {
  const [state, setState] = useState<"open" | "busy" | "paid">("open");
  const [problem, setProblem] = useState<Problem | null>(null);

  async function pay() {
    setState("busy");
    setProblem(null);
    try {
      const { payment } = await verbs();
      await payment.sandbox.pay.mutate({ depositId });
      setState("paid");
    } catch (error) {
      setProblem(problemOf(error));
      setState("open");
    }
  }

  return (
    <div className="mt-6 grid justify-items-start gap-4">
      <p role="status" className="font-semibold text-signal">
        {state === "paid" ? words.paid : null}
      </p>
      {problem ? <ProblemNotice {...problem} onRetry={pay} /> : null}
      <div className="flex flex-wrap gap-2">
        {state === "paid" ? null : (
          <Button busy={state === "busy"} onClick={pay}>
            {words.pay}
          </Button>
        )}
        <Button look="secondary" onClick={() => window.history.back()}>
          {words.back}
        </Button>
      </div>
    </div>
  );
}
