"use client";

import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import { calendarDay } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import type { CentreLoad } from "./facts";
import { LoadBar } from "./load-bar";
import { centreRows, isOver, isUnstaffed, sorted } from "./rows";
import type { TableProps } from "./tables";
import { useSort } from "./use-sort";

const keys = {
  centre: (row: CentreLoad) => `${row.country} ${row.city}`,
  load: (row: CentreLoad) => row.loadPercent,
  bookings: (row: CentreLoad) => row.bookings,
  technicians: (row: CentreLoad) => row.technicians,
};

export function CentresTable({ view, change, choose, centres, areas }: TableProps) {
  const t = useTranslations("manage.table");
  const locale = useLocale();
  const { text, sort, onSort } = useSort(view, change, "-load");
  const rows = sorted(centreRows(centres, areas, view), text, keys, locale);
  const day = rows[0]?.day;
  return (
    <DataTable
      caption={t("centresCaption", { day: day === undefined ? "" : calendarDay(day, locale) })}
      rows={rows}
      rowKey={(row) => row.serviceCenterId}
      sort={sort}
      onSort={onSort}
      selected={view.centre}
      onSelect={(row) => choose({ centre: row.serviceCenterId, area: null, cell: null })}
      empty={<p className="p-4 text-center text-muted">{t("nothing")}</p>}
      columns={[
        {
          key: "centre",
          header: t("centre"),
          sortable: true,
          cell: (row) => (
            <span title={row.name}>
              {row.city} <span className="text-muted text-sm">{row.country}</span>
            </span>
          ),
          total: t("total", { count: rows.length }),
        },
        { key: "load", header: t("load"), sortable: true, numeric: true, cell: (row) => <Load row={row} /> },
        {
          key: "bookings",
          header: t("bookings"),
          sortable: true,
          numeric: true,
          cell: (row) => row.bookings,
          total: rows.reduce((sum, row) => sum + row.bookings, 0),
        },
        {
          key: "technicians",
          header: t("technicians"),
          sortable: true,
          numeric: true,
          cell: (row) => row.technicians,
          total: rows.reduce((sum, row) => sum + row.technicians, 0),
        },
      ]}
    />
  );
}

function Load({ row }: { row: CentreLoad }) {
  const t = useTranslations("manage.table");
  if (isUnstaffed(row))
    return (
      <Status tone="waiting" bare>
        {t("noCapacity")}
      </Status>
    );
  if (row.loadPercent === null) return <span className="text-muted">{t("closed")}</span>;
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      {isOver(row) ? (
        <Status tone="waiting" bare>
          {row.loadPercent} %
        </Status>
      ) : (
        `${row.loadPercent} %`
      )}
      <LoadBar percent={row.loadPercent} />
    </span>
  );
}
