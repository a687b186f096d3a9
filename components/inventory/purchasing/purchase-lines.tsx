"use client";

import { useLocale, useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/ui/data-table";
import { money } from "@/components/ui/format";
import { PartName } from "./part-name";
import type { Purchase, PurchaseLine } from "./types";

/** What is on the order and how far each line is. */
export function PurchaseLines({ purchase }: { purchase: Purchase }) {
  const t = useTranslations("purchasing");
  const columns = useColumns(purchase);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse it is scrolled from here, for no row takes the focus
    <section aria-label={t("detail.lines")} tabIndex={0} className="min-w-0 overflow-x-auto">
      <DataTable
        caption={t("detail.lines")}
        columns={columns}
        rows={purchase.lines}
        rowKey={({ partId }) => partId}
        empty={<p className="p-3">{t("draft.empty")}</p>}
      />
    </section>
  );
}

function useColumns({ lines, seesCost, total, currency }: Purchase): Column<PurchaseLine>[] {
  const t = useTranslations("purchasing.detail");
  const locale = useLocale();
  const leadText = useLeadText();
  const cost: Column<PurchaseLine>[] = seesCost
    ? [
        {
          key: "price",
          header: t("price"),
          numeric: true,
          cell: ({ unitPrice }) => (unitPrice === null ? "" : money(unitPrice, locale)),
        },
        {
          key: "sum",
          header: t("sum"),
          numeric: true,
          cell: ({ unitPrice, quantity }) =>
            unitPrice === null
              ? ""
              : money({ amountMinor: unitPrice.amountMinor * quantity, currency }, locale),
          total: total === null ? undefined : money(total, locale),
        },
      ]
    : [];
  const sumOf = (pick: (line: PurchaseLine) => number) => lines.reduce((sum, line) => sum + pick(line), 0);
  return [
    { key: "part", header: t("part"), cell: (line) => <PartName {...line} /> },
    {
      key: "ordered",
      header: t("ordered"),
      numeric: true,
      cell: ({ quantity }) => quantity,
      total: sumOf(({ quantity }) => quantity),
    },
    {
      key: "received",
      header: t("received"),
      numeric: true,
      cell: ({ received, keptOver }) => (
        <>
          {received}
          {keptOver > 0 ? <span className="block text-sm">{t("over", { count: keptOver })}</span> : null}
        </>
      ),
      total: sumOf(({ received }) => received),
    },
    {
      key: "rejected",
      header: t("rejected"),
      numeric: true,
      cell: ({ rejectedOpen }) => rejectedOpen,
      total: sumOf(({ rejectedOpen }) => rejectedOpen),
    },
    {
      key: "remaining",
      header: t("remaining"),
      numeric: true,
      cell: ({ remaining }) => remaining,
      total: sumOf(({ remaining }) => remaining),
    },
    { key: "lead", header: t("lead"), cell: ({ leadTime }) => leadText(leadTime) },
    ...cost,
  ];
}

/** How long the supplier takes: what was measured beside what is stated. */
function useLeadText(): (leadTime: PurchaseLine["leadTime"]) => string {
  const t = useTranslations("purchasing.detail");
  return ({ statedDays, measuredDays }) =>
    measuredDays === null
      ? t("leadStated", { days: statedDays })
      : t("leadMeasured", { days: measuredDays, stated: statedDays });
}
