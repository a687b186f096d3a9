"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Via } from "@/components/ui/via";
import type { SagaFact } from "@/server/platform/operations/overview";
import { type MachineryContext, useMachinery } from "./use-machinery";
import { useMoment } from "./use-moment";
import { useOrder } from "./use-order";

interface SagasPanelProps {
  context: MachineryContext;
  sagas: SagaFact[];
  onChanged: () => void;
}

const tones = {
  running: "active",
  waiting: "idle",
  compensating: "waiting",
  done: "done",
  failed: "stop",
} as const;

/** What runs, waits or is stuck; a stuck or waiting one can be sent on. */
export function SagasPanel({ context, sagas, onChanged }: SagasPanelProps) {
  const t = useTranslations("operations.sagas");
  const machinery = useMachinery(context);
  const momentOf = useMoment();
  const { busy, give } = useOrder(onChanged);
  if (sagas.length === 0) return <p className="text-muted">{t("none")}</p>;
  return (
    <ul className="grid gap-3">
      {sagas.map((saga) => {
        const { id, name, status, step, steps, stuck, failure, startedAt } = saga;
        const word = t(`status.${status}`);
        const tone = stuck ? "stop" : tones[status];
        return (
          <li key={id} className="grid min-w-0 gap-1.5 border-line border-t pt-2">
            <h3 className="break-words font-mono text-base">{name}</h3>
            <p className="break-all font-mono text-muted text-sm">{id}</p>
            <Status tone={tone}>{stuck ? `${t("stuck")}, ${word}` : word}</Status>
            <SagaTrace label={t("trace", { name })} steps={steps} step={step} />
            <p className="text-sm">
              {t("step", {
                step: Math.min(step + 1, steps.length),
                total: steps.length,
                name: steps[step] ?? "–",
              })}
              {", "}
              {t("since", { time: momentOf(startedAt) })}
            </p>
            {failure ? <p className="break-words text-sm">{t("failure", { failure })}</p> : null}
            {stuck || status === "waiting" ? (
              <div>
                <Button
                  look="secondary"
                  busy={busy === id}
                  onClick={() =>
                    give(id, async () => {
                      await machinery.resumeSaga({ id });
                      return t("resumed");
                    })
                  }
                >
                  {t("resume")}
                </Button>
              </div>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

/** A saga's steps as a short trace: filled where it has been, ringed where it stands. The words are below it. */
function SagaTrace({ label, steps, step }: { label: string; steps: string[]; step: number }) {
  return (
    <div role="img" aria-label={label} className="flex items-center overflow-hidden py-0.5">
      {steps.map((name, index) => {
        const done = index < step;
        return (
          <span key={name} className="flex items-center">
            <Via state={done ? "done" : index === step ? "current" : "rest"} />
            {index < steps.length - 1 ? (
              <span className={done ? "-mx-1 h-[3px] w-8 bg-signal" : "-mx-1 h-[1.5px] w-8 bg-edge"} />
            ) : null}
          </span>
        );
      })}
    </div>
  );
}
