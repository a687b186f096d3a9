"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { StockBar } from "@/components/inventory/stock/stock-bar";
import type { Place } from "@/components/inventory/stock/types";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, VerbProvider } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { calendarDay, money } from "@/components/ui/format";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { NewPurchase } from "./new-purchase";
import { PurchaseFilters } from "./purchase-filters";
import { purchaseTone } from "./purchase-tone";
import type { PurchaseRow } from "./types";
import { usePurchaseAddress } from "./use-purchase-address";

/** A centre's orders at suppliers, the newest first; one opens to what is on it. */
export function PurchasesScreen(props: { places: Place[] }) {
  return (
    <VerbProvider>
      <Screen {...props} />
    </VerbProvider>
  );
}

function Screen({ places }: { places: Place[] }) {
  const t = useTranslations("purchasing");
  const { address } = usePurchaseAddress();
  const { centre } = address;
  const place = places.find(({ id }) => id === centre) ?? places[0];
  if (place === undefined) return <EmptyState part="chip" heading="h1" title={t("placesAway")} />;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <StockBar heading={t("heading")} room="purchases" centre={centre}>
        {place.mayCount ? <NewPurchase place={place} /> : null}
      </StockBar>
      <PurchaseFilters places={places} place={place} />
      <Purchases place={place} />
    </div>
  );
}

function Purchases({ place }: { place: Place }) {
  const t = useTranslations("purchasing");
  const kit = useTranslations("kit");
  const trpc = useTRPC();
  const { address, go } = usePurchaseAddress();
  const { show: only, q } = address;
  const query = useInfiniteQuery(
    trpc.inventory.purchases.list.infiniteQueryOptions(
      { serviceCenterId: place.id, only, q },
      { getNextPageParam: (last) => last.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  );
  const rows = query.data?.pages.flatMap((page) => page.purchases) ?? [];
  const columns = useColumns(rows);
  const filtered = only !== undefined || q !== undefined;
  return (
    <div className="min-h-0 min-w-0 flex-1 overflow-auto" aria-busy={query.isPlaceholderData}>
      {query.isError ? (
        <div className="p-3">
          <ProblemNotice {...problemOf(query.error)} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      {query.isPending ? (
        <div className="p-3">
          <Skeleton lines={8} />
        </div>
      ) : null}
      {query.data === undefined ? null : (
        <DataTable
          caption={t("table", { place: place.name })}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          empty={
            filtered ? (
              <EmptyState
                part="chip"
                title={t("nothingTitle")}
                action={
                  <Button look="secondary" onClick={() => go({ centre: address.centre }, "push")}>
                    {t("reset")}
                  </Button>
                }
              />
            ) : (
              <EmptyState part="chip" title={t("emptyTitle")} text={t("emptyText")} />
            )
          }
        />
      )}
      {query.hasNextPage ? (
        <div className="p-3 text-center">
          <Button look="secondary" busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            {kit("loadMore")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function useColumns(rows: readonly PurchaseRow[]): Column<PurchaseRow>[] {
  const t = useTranslations("purchasing");
  const locale = useLocale();
  const worth: Column<PurchaseRow>[] = rows.some(({ total }) => total !== null)
    ? [
        {
          key: "total",
          header: t("total"),
          numeric: true,
          cell: ({ total }) => (total === null ? "" : money(total, locale)),
        },
      ]
    : [];
  return [
    {
      key: "order",
      header: t("order"),
      cell: ({ id, number }) => (
        <Link href={`/stock/purchases/${id}`} className="font-mono font-semibold">
          {t("number", { number: String(number) })}
        </Link>
      ),
    },
    { key: "supplier", header: t("supplier"), cell: ({ supplier }) => supplier.name },
    {
      key: "status",
      header: t("status"),
      cell: ({ status, late }) => (
        <span className="flex flex-wrap gap-x-3">
          <Status tone={purchaseTone(status)} bare>
            {t(`statuses.${status}`)}
          </Status>
          {late ? (
            <Status tone="stop" bare>
              {t("late")}
            </Status>
          ) : null}
        </span>
      ),
    },
    {
      key: "expected",
      header: t("expected"),
      cell: ({ expectedOn }) => (expectedOn === null ? "–" : calendarDay(expectedOn, locale)),
    },
    {
      key: "received",
      header: t("received"),
      numeric: true,
      cell: ({ received, pieces }) => `${received}/${pieces}`,
    },
    ...worth,
  ];
}
