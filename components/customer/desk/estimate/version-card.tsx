"use client";

import { Check, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { SentVersion } from "@/components/customer/desk/estimate/use-estimates";
import { useWhoText } from "@/components/customer/desk/who-text";
import { cx } from "@/components/ui/cx";
import { day, dayAndTime, money } from "@/components/ui/format";
import { Status, type StatusTone } from "@/components/ui/status";

/** How a version stands, for its words and its shape. */
function standOf({ state, answer, lines }: SentVersion): { word: string; tone: StatusTone } {
  if (state === "answered" && answer !== null) {
    const accepted = lines.filter((line) => line.accepted).length;
    if (accepted === 0) return { word: "declined", tone: "stop" };
    return accepted === lines.length ? { word: "accepted", tone: "done" } : { word: "in_part", tone: "done" };
  }
  const tones = {
    open: "waiting",
    expired: "stop",
    superseded: "idle",
    over: "idle",
    answered: "done",
  } as const;
  return { word: state, tone: tones[state] };
}

/** One version: its lines with what was answered to each, its sum, who sent and who answered it. */
export function VersionCard({ version, timeZone }: { version: SentVersion; timeZone: string }) {
  const t = useTranslations("desk.estimate");
  const locale = useLocale();
  const whoText = useWhoText();
  const { word, tone } = standOf(version);
  const { answer, answeredBy, lines, total, vat } = version;
  const isOld = version.state === "superseded";
  return (
    <article aria-label={t("version", { version: version.version })} className="grid gap-2">
      <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <strong>{t("version", { version: version.version })}</strong>
        <Status tone={tone}>{t(`state.${word}`)}</Status>
      </p>
      <p dir="auto" className="max-w-text whitespace-pre-line break-words">
        {version.finding}
      </p>
      <ul className={cx("grid gap-1", isOld && "text-muted")}>
        {lines.map((line) => (
          <li key={line.id} className="grid grid-cols-[1.25rem_minmax(0,1fr)_auto] gap-x-2">
            <Mark accepted={line.accepted} />
            <span
              dir="auto"
              className={cx("break-words", line.accepted === false && "text-muted line-through")}
            >
              {line.text} × {line.quantity}
            </span>
            <span className="font-mono tabular-nums">{money(line.total, locale)}</span>
          </li>
        ))}
        <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 border-line border-t pt-1">
          <span>{answer === null ? t("total") : t("acceptedTotal")}</span>
          <strong className="font-mono tabular-nums">{money(answer?.accepted ?? total, locale)}</strong>
          <span className="text-muted text-sm">{t("vat", { rate: Number(version.vatRate) })}</span>
          <span className="text-end font-mono text-muted text-sm tabular-nums">
            {money(answer?.vat ?? vat, locale)}
          </span>
        </li>
      </ul>
      <p className="text-muted text-sm">
        {t("sentAt", { when: dayAndTime(version.sentAt, timeZone, locale), who: whoText(version.sentBy) })}{" "}
        {version.state === "open" || version.state === "expired"
          ? t(version.state === "open" ? "holdsUntil" : "heldUntil", {
              day: day(lastMoment(version.validUntil), timeZone, locale),
            })
          : null}{" "}
        {version.reminders > 0 && answer === null ? t("reminded", { count: version.reminders }) : null}
      </p>
      {answer !== null && answeredBy !== null ? (
        <p className="text-sm">
          {t(`answered.${answer.way}`, {
            name: answeredBy.name,
            when: dayAndTime(answer.at, timeZone, locale),
            who: whoText(answeredBy.who),
          })}
        </p>
      ) : null}
    </article>
  );
}

/** It holds to the end of a day: the moment before names that day. */
function lastMoment(validUntil: string): string {
  return new Date(Date.parse(validUntil) - 1).toISOString();
}

function Mark({ accepted }: { accepted: boolean | null }) {
  const t = useTranslations("desk.estimate");
  if (accepted === null) return <span />;
  const Icon = accepted ? Check : X;
  return (
    <span className={accepted ? "text-signal" : "text-stop"}>
      <Icon aria-hidden="true" strokeWidth={2.5} className="mt-1 size-4" />
      <span className="sr-only">{t(accepted ? "lineAccepted" : "lineDeclined")}</span>
    </span>
  );
}
