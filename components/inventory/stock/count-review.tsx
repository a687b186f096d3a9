"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FieldError } from "@/components/ui/field";
import { money } from "@/components/ui/format";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { useRelativeDay } from "@/components/ui/relative-day";
import { Status } from "@/components/ui/status";
import type { Count, CountLine } from "./types";
import { useCountMoves } from "./use-count-moves";
import { useWhoText } from "./use-who-text";

type Differing = CountLine & { outcome: NonNullable<CountLine["outcome"]> };

function differs(line: CountLine): line is Differing {
  const { outcome } = line;
  return (
    outcome !== null && (outcome.difference !== 0 || outcome.movedTo !== null || outcome.losing.length > 0)
  );
}

/** What a count found to differ, in pieces and for some in money; a manager approves it or sends it back. */
export function CountReview({ count, timeZone }: { count: Count; timeZone: string }) {
  const t = useTranslations("stock.count");
  const whoText = useWhoText();
  const relativeDay = useRelativeDay();
  const { status, decidedBy, decidedAt } = count;
  const columns = useColumns(count);
  return (
    <div className="grid max-w-5xl gap-3">
      <p className="max-w-text">
        {t(
          status === "finished" || status === "open" ? (count.mayApprove ? "waitsForYou" : "waits") : status,
        )}
        {decidedBy && decidedAt
          ? ` ${t("decidedBy", { who: whoText(decidedBy), at: relativeDay(decidedAt, timeZone) })}`
          : null}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse it is scrolled from here, for no row takes the focus */}
      <section aria-label={t("review")} tabIndex={0} className="min-w-0 overflow-x-auto">
        <DataTable
          caption={t("review")}
          columns={columns}
          rows={count.lines.filter(differs)}
          rowKey={({ partId }) => partId}
          empty={<EmptyState part="tag" title={t("same")} />}
        />
      </section>
      {status === "finished" && count.mayApprove ? <Decision count={count} /> : null}
    </div>
  );
}

function Decision({ count }: { count: Count }) {
  const t = useTranslations("stock.count");
  const { move, busy, problem } = useCountMoves(count);
  const [agreed, setAgreed] = useState(false);
  const [asked, setAsked] = useState(false);
  const losing = count.lines.some(({ outcome }) => (outcome?.losing.length ?? 0) > 0);
  const missing = losing && asked && !agreed;
  return (
    <div className="grid gap-3">
      {problem ? <ProblemNotice {...problem} /> : null}
      {losing ? (
        <div>
          <Checkbox
            label={t("agree")}
            checked={agreed}
            aria-invalid={missing || undefined}
            aria-describedby={missing ? "agree-error" : undefined}
            onChange={(event) => setAgreed(event.target.checked)}
          />
          <FieldError id="agree-error">{missing ? t("agreeFirst") : null}</FieldError>
        </div>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          busy={busy === "approve"}
          onClick={() => {
            setAsked(true);
            if (!losing || agreed) move("approve");
          }}
        >
          {t("approve")}
        </Button>
        <Button look="secondary" busy={busy === "sendBack"} onClick={() => move("sendBack")}>
          {t("sendBack")}
        </Button>
        <p className="text-muted">{t("sendBackHint")}</p>
      </div>
    </div>
  );
}

function useColumns(count: Count): Column<Differing>[] {
  const t = useTranslations("stock.count");
  const part = useTranslations("stock")("part");
  const locale = useLocale();
  const worth: Column<Differing>[] =
    count.value === null
      ? []
      : [
          {
            key: "value",
            header: t("value"),
            numeric: true,
            cell: ({ outcome }) => (outcome.value === null ? "" : money(outcome.value, locale)),
            total: count.value.map((each) => money(each, locale)).join(", "),
          },
        ];
  return [
    {
      key: "part",
      header: part,
      cell: (line) => <PartCell line={line} />,
      total: worth.length > 0 ? t("total") : undefined,
    },
    // What matters first: a phone shows these without scrolling.
    {
      key: "difference",
      header: t("difference"),
      numeric: true,
      cell: ({ outcome: { difference } }) => difference.toLocaleString(locale, { signDisplay: "exceptZero" }),
    },
    ...worth,
    { key: "expected", header: t("expected"), numeric: true, cell: ({ outcome }) => outcome.expected },
    { key: "counted", header: t("counted"), numeric: true, cell: ({ counted }) => counted },
  ];
}

function PartCell({ line: { name, sku, outcome } }: { line: Differing }) {
  const t = useTranslations("stock.count");
  const why = useTranslations("stock.why");
  return (
    <span className="grid min-w-40">
      <span className="font-semibold">{name}</span>
      <span className="font-mono text-muted text-sm" translate="no">
        {sku}
      </span>
      {outcome.movedTo === null ? null : (
        <Status tone="waiting" bare className="whitespace-normal">
          {t("moved", { count: outcome.movedTo })}
        </Status>
      )}
      {outcome.losing.map(({ orderId, reference, quantity }) => (
        <Status key={orderId} tone="stop" bare className="whitespace-normal">
          {t("loses", {
            order: reference === null ? why("orderUnknown") : why("order", { reference }),
            quantity,
          })}
        </Status>
      ))}
    </span>
  );
}
