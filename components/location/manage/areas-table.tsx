"use client";

import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import { money } from "@/components/ui/format";
import type { Area } from "./facts";
import { areaRows, sorted } from "./rows";
import type { TableProps } from "./tables";
import { useSort } from "./use-sort";

const keys = {
  centre: (row: Area) => `${row.country} ${row.city}`,
  method: (row: Area) => row.method,
  size: (row: Area) => row.squareKilometers,
  changed: (row: Area) => row.validFrom,
};

export function AreasTable({ view, change, choose, centres, areas }: TableProps) {
  const t = useTranslations("manage");
  const locale = useLocale();
  const { text, sort, onSort } = useSort(view, change, "centre");
  const rows = sorted(areaRows(areas, centres, view), text, keys, locale);
  const shortDay = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    day: "numeric",
    month: "short",
    year: "2-digit",
  });
  return (
    <DataTable
      caption={t("table.areasCaption")}
      rows={rows}
      rowKey={(row) => row.areaId}
      sort={sort}
      onSort={onSort}
      selected={view.area}
      onSelect={(row) =>
        choose({
          centre: row.serviceCenterId,
          area: row.areaId,
          cell: null,
          ...(view.method === null ? {} : { method: row.method }),
        })
      }
      empty={<p className="p-4 text-center text-muted">{t("table.nothing")}</p>}
      columns={[
        {
          key: "centre",
          header: t("table.centre"),
          sortable: true,
          cell: (row) => (
            <span title={row.serviceCenterName}>
              {row.city} <span className="text-muted text-sm">{row.country}</span>
            </span>
          ),
          total: t("table.totalAreas", { count: rows.length }),
        },
        ...(view.method === null
          ? [
              {
                key: "method",
                header: t("table.method"),
                sortable: true,
                cell: (row: Area) => t(`methods.${row.method}`),
              },
            ]
          : []),
        {
          key: "size",
          header: t("table.size"),
          sortable: true,
          numeric: true,
          cell: (row) => Math.round(row.squareKilometers).toLocaleString(locale),
        },
        { key: "fee", header: t("table.fee"), numeric: true, cell: (row) => money(row.fee, locale) },
        {
          key: "changed",
          header: t("table.changed"),
          sortable: true,
          numeric: true,
          cell: (row) => (
            <span className="whitespace-nowrap">{shortDay.format(new Date(row.validFrom))}</span>
          ),
        },
      ]}
    />
  );
}
