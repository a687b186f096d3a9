"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { calendarDay } from "@/components/ui/format";
import type { UnmetCell } from "./facts";
import { cellKey } from "./view";

interface CellPanelProps {
  cell: UnmetCell;
  onAsk: () => void;
}

/** A place that people looked for in vain. */
export function CellPanel({ cell, onAsk }: CellPanelProps) {
  const t = useTranslations("manage.area");
  const locale = useLocale();
  return (
    <>
      <p>{t("lastDay", { lookups: cell.lookups, day: calendarDay(cell.lastDay, locale) })}</p>
      <p className="font-mono text-muted text-sm">{cellKey(cell)}</p>
      <Button look="secondary" onClick={onAsk}>
        {t("cellAsk")}
      </Button>
    </>
  );
}
