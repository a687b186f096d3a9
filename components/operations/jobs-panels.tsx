"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import { Status } from "@/components/ui/status";
import type { JobFact, TwoPhaseFact } from "@/server/platform/operations/overview";
import { useMoment } from "./use-moment";

export function JobsPanel({ jobs }: { jobs: JobFact[] }) {
  const t = useTranslations("operations");
  const { number } = useFormatter();
  if (jobs.length === 0) return <p className="text-muted">{t("jobs.none")}</p>;
  return jobs.map(({ queue, waiting, active, failed }) => (
    <section key={queue} className="grid gap-1 border-line border-t pt-2">
      <h3 className="break-words font-mono text-base">{queue}</h3>
      <Facts
        rows={[
          { label: t("facts.waiting"), value: number(waiting) },
          { label: t("facts.active"), value: number(active) },
          { label: t("facts.failed"), value: number(failed) },
        ]}
      />
    </section>
  ));
}

export function TwoPhasePanel({ transactions }: { transactions: TwoPhaseFact[] }) {
  const t = useTranslations("operations.twoPhase");
  const momentOf = useMoment();
  if (transactions.length === 0) return <p className="text-muted">{t("none")}</p>;
  return (
    <ul className="grid gap-2">
      {transactions.map(({ id, kind, state, ageSeconds, startedAt, alarm }) => (
        <li key={id} className="grid gap-1 border-line border-t pt-2">
          <span className="break-all font-mono text-sm">{id}</span>
          <span>{t("open", { kind, state, seconds: Math.round(ageSeconds) })}</span>
          <span className="text-muted text-sm">{momentOf(startedAt)}</span>
          {alarm ? <Status tone="stop">{t("alarm")}</Status> : null}
        </li>
      ))}
    </ul>
  );
}
