"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Facts } from "@/components/ui/facts";
import { dayAndTime, money } from "@/components/ui/format";
import type { AreaDetail } from "./facts";

interface AreaPanelProps {
  area: AreaDetail;
  onEdit: () => void;
  onUndo: (version?: number) => void;
  undoing: boolean;
  onCentre: () => void;
}

/** One area as it holds now, with who changed it when. */
export function AreaPanel({ area, onEdit, onUndo, undoing, onCentre }: AreaPanelProps) {
  const t = useTranslations("manage.area");
  const locale = useLocale();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <>
      <Facts
        rows={[
          { label: t("size"), value: t("sizeValue", { size: area.squareKilometers }) },
          { label: t("fee"), value: money(area.fee, locale) },
          { label: t("priority"), value: area.priority },
          { label: t("version"), value: area.version },
        ]}
      />
      <div className="flex flex-wrap gap-2">
        <Button onClick={onEdit}>{t("edit")}</Button>
        {area.version > 1 ? (
          <Button look="secondary" busy={undoing} onClick={() => onUndo()}>
            {t("undoLast")}
          </Button>
        ) : null}
        <Button look="quiet" onClick={onCentre}>
          {t("toCentre")}
        </Button>
      </div>
      <div>
        <h3 className="font-sans font-semibold text-base">{t("history")}</h3>
        <ol>
          {area.versions.map((version) => (
            <li
              key={version.version}
              className="grid grid-cols-[1fr_auto] items-center border-line border-t py-1 leading-snug"
            >
              {t("historyItem", { version: version.version, size: version.squareKilometers })}
              {version.version < area.version ? (
                <Button
                  look="quiet"
                  className="row-span-2"
                  aria-label={t("bringBackVersion", { version: version.version })}
                  onClick={() => onUndo(version.version)}
                >
                  {t("bringBack")}
                </Button>
              ) : null}
              <span className="col-start-1 text-muted text-sm">
                {t("by", {
                  name: version.changedByName ?? t("system"),
                  when: dayAndTime(version.validFrom, zone, locale),
                })}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}
