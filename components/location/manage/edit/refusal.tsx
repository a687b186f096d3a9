"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Problem } from "@/components/trpc/problem";
import { Button } from "@/components/ui/button";
import { dayAndTime } from "@/components/ui/format";
import { ProblemNotice } from "@/components/ui/problem-notice";
import type { AreaDetail } from "../facts";

interface RefusalProps {
  problem: Problem;
  country: string;
  /** What somebody else saved meanwhile. */
  theirs: AreaDetail | null;
  onCut: () => void;
  onTake: (theirs: AreaDetail) => void;
  onKeep: (theirs: AreaDetail) => void;
}

/** Why an area was not saved, and what can be done about it. */
export function Refusal({ problem, country, theirs, onCut, onTake, onKeep }: RefusalProps) {
  const t = useTranslations("manage.edit");
  const locale = useLocale();
  const countryName = new Intl.DisplayNames([locale], { type: "region" }).of(country) ?? country;
  if (problem.code === "version_conflict" && theirs !== null) {
    const [last] = theirs.versions;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return (
      <Notice
        text={t("conflict", {
          name: last?.changedByName ?? t("conflictSomeone"),
          version: theirs.version,
          when: dayAndTime(theirs.validFrom, zone, locale),
          size: theirs.squareKilometers,
        })}
      >
        <Button look="secondary" onClick={() => onKeep(theirs)}>
          {t("conflictKeep")}
        </Button>
        <Button look="secondary" onClick={() => onTake(theirs)}>
          {t("conflictTake")}
        </Button>
      </Notice>
    );
  }
  if (problem.code === "area_outside_country") {
    return (
      <Notice text={t("outside", { country: countryName })}>
        <Button look="secondary" onClick={onCut}>
          {t("cut", { country: countryName })}
        </Button>
      </Notice>
    );
  }
  const reason = `invalid.${problem.details?.reason}` as "invalid.empty";
  if (problem.code === "area_invalid" && t.has(reason)) return <Notice text={t(reason)} />;
  return <ProblemNotice {...problem} />;
}

function Notice({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div role="alert" className="grid gap-2 rounded-control border border-stop bg-stop-wash px-3 py-2">
      <p className="font-semibold">{text}</p>
      {children ? <div className="flex flex-wrap gap-2">{children}</div> : null}
    </div>
  );
}
