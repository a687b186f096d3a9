"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { calendarDay } from "@/components/ui/format";
import { LoadMore } from "@/components/ui/load-more";
import type { UnmetCell } from "./facts";
import { sorted, unmetRows } from "./rows";
import type { TableProps } from "./tables";
import { useSort } from "./use-sort";
import { cellKey } from "./view";

const keys = {
  place: (row: UnmetCell) => row.place && `${row.place.name} ${row.place.country}`,
  lookups: (row: UnmetCell) => row.lookups,
  lastDay: (row: UnmetCell) => row.lastDay,
};
const rowsAtOnce = 150;

export function UnmetTable({ view, change, choose, cells, since }: TableProps) {
  const t = useTranslations("manage.table");
  const locale = useLocale();
  const [most, setMost] = useState(rowsAtOnce);
  const { text, sort, onSort } = useSort(view, change, "-lookups");
  const rows = sorted(unmetRows(cells, view), text, keys, locale);
  // A cell that was pressed on the map is shown, however far down it stands.
  const chosen = rows.findIndex((row) => cellKey(row) === view.cell);
  const shown = rows.slice(0, Math.max(most, chosen + 1));
  const short = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  if (cells.length === 0) return <EmptyState part="trace" title={t("noUnmet")} />;
  return (
    <>
      <DataTable
        caption={t("unmetCaption", { day: since === undefined ? "" : calendarDay(since, locale) })}
        rows={shown}
        rowKey={cellKey}
        sort={sort}
        onSort={onSort}
        selected={view.cell}
        onSelect={(row) => choose({ cell: cellKey(row), centre: null, area: null })}
        empty={<p className="p-4 text-center text-muted">{t("nothing")}</p>}
        columns={[
          {
            key: "place",
            header: t("place"),
            sortable: true,
            cell: (row) =>
              row.place ? (
                <>
                  {row.place.name} <span className="text-muted text-sm">{row.place.country}</span>
                </>
              ) : (
                <span className="font-mono text-sm">{cellKey(row)}</span>
              ),
            total: t("totalCells", { count: rows.length }),
          },
          {
            key: "lookups",
            header: t("lookups"),
            sortable: true,
            numeric: true,
            cell: (row) => row.lookups,
            total: rows.reduce((sum, row) => sum + row.lookups, 0).toLocaleString(locale),
          },
          {
            key: "lastDay",
            header: t("lastDay"),
            sortable: true,
            numeric: true,
            cell: (row) => (
              <span className="whitespace-nowrap">{short.format(new Date(`${row.lastDay}T12:00:00Z`))}</span>
            ),
          },
        ]}
      />
      {shown.length < rows.length ? (
        <LoadMore shown={shown.length} total={rows.length} onMore={() => setMost(most + rowsAtOnce)} />
      ) : null}
    </>
  );
}
