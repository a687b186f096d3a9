"use client";

import { useTranslations } from "next-intl";
import type { OrderDialogProps } from "@/components/customer/desk/cancel-dialog";
import { AnswerDialog } from "@/components/customer/desk/estimate/answer-dialog";
import { EstimateEditor } from "@/components/customer/desk/estimate/estimate-editor";
import { useEstimates } from "@/components/customer/desk/estimate/use-estimates";
import { VersionCard } from "@/components/customer/desk/estimate/version-card";
import { Section } from "@/components/customer/desk/section";
import { useWhoText } from "@/components/customer/desk/who-text";
import { problemOf } from "@/components/trpc/problem";
import { Button } from "@/components/ui/button";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";

export const estimateMoves = ["request_approval", "approve", "decline"] as const;
export type EstimateMove = (typeof estimateMoves)[number];

interface EstimateSectionProps extends Omit<OrderDialogProps, "open"> {
  /** The move that somebody wants to make, for which something has to be written first. */
  wanted: EstimateMove | null;
  onWant: (move: EstimateMove) => void;
}

const written: readonly string[] = [
  "diagnosing",
  "awaiting_approval",
  "approved",
  "awaiting_parts",
  "repairing",
];

/** An order's estimate: the draft, the version that holds with its answer, and those before it. */
export function EstimateSection({ order, change, onClose, wanted, onWant }: EstimateSectionProps) {
  const t = useTranslations("desk.estimate");
  const whoText = useWhoText();
  const { data: estimates, isPending, error, refetch } = useEstimates(order.id);
  if (isPending) return <Skeleton lines={2} />;
  if (error !== null && estimates === undefined) {
    return <ProblemNotice {...problemOf(error)} onRetry={() => refetch()} />;
  }
  const [current, ...older] = estimates.versions;
  const isOpen = current?.state === "open" && order.status === "awaiting_approval";
  const mayWrite = written.includes(order.status);
  if (current === undefined && estimates.draft === null && !mayWrite) return null;
  return (
    <Section title={t("heading")}>
      {current === undefined && estimates.draft === null ? <p className="text-muted">{t("none")}</p> : null}
      {current ? <VersionCard version={current} timeZone={order.center.timeZone} /> : null}
      {estimates.draft ? (
        <p className="text-attention">{t("drafted", { who: whoText(estimates.draft.editedBy) })}</p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {mayWrite ? (
          <Button look="secondary" onClick={() => onWant("request_approval")}>
            {t(estimates.draft ? "openDraft" : current ? "changeIt" : "write")}
          </Button>
        ) : null}
        {isOpen ? (
          <Button look="secondary" onClick={() => onWant("approve")}>
            {t("recordAnswer")}
          </Button>
        ) : null}
      </div>
      {older.length > 0 ? (
        <details>
          <summary className="w-fit cursor-pointer text-signal">
            {t("older", { count: older.length })}
          </summary>
          <div className="mt-2 grid gap-4 border-line border-l-2 pl-3">
            {older.map((version) => (
              <VersionCard key={version.version} version={version} timeZone={order.center.timeZone} />
            ))}
          </div>
        </details>
      ) : null}
      {wanted === "request_approval" ? (
        <EstimateEditor order={order} change={change} onClose={onClose} estimates={estimates} />
      ) : null}
      {wanted !== null && wanted !== "request_approval" && current ? (
        <AnswerDialog
          order={order}
          change={change}
          onClose={onClose}
          version={current}
          accepts={wanted === "approve"}
        />
      ) : null}
    </Section>
  );
}
