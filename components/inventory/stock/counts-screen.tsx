"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, VerbProvider } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { useRelativeDay } from "@/components/ui/relative-day";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { writeAddress } from "./address";
import { countTone } from "./count-tone";
import { StartCount } from "./start-count";
import { StockBar } from "./stock-bar";
import type { CountRow, Place } from "./types";
import { useWhoText } from "./use-who-text";

interface CountsScreenProps {
  places: Place[];
  centre: string | undefined;
}

const nothing: ReadonlySet<string> = new Set();

/** A centre's counts, the newest first; those under way can be gone on with. */
export function CountsScreen(props: CountsScreenProps) {
  return (
    <VerbProvider>
      <Screen {...props} />
    </VerbProvider>
  );
}

function Screen({ places, centre }: CountsScreenProps) {
  const t = useTranslations("stock");
  const router = useRouter();
  const place = places.find(({ id }) => id === centre) ?? places[0];
  if (place === undefined) return <EmptyState part="chip" heading="h1" title={t("placesAway")} />;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <StockBar heading={t("countsHeading")} room="counts" centre={centre}>
        {places.length > 1 ? (
          <Select
            aria-label={t("centre")}
            value={place.id}
            onChange={(event) => router.push(writeAddress({ centre: event.target.value }, "/stock/counts"))}
            options={places.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        {place.mayCount ? <StartCount place={place} chosen={nothing} /> : null}
      </StockBar>
      <Counts place={place} />
    </div>
  );
}

function Counts({ place }: { place: Place }) {
  const t = useTranslations("stock.counts");
  const kit = useTranslations("kit");
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.inventory.counts.list.infiniteQueryOptions(
      { serviceCenterId: place.id },
      { getNextPageParam: (last) => last.nextCursor ?? undefined },
    ),
  );
  const columns = useColumns(place);
  return (
    <div className="min-h-0 min-w-0 flex-1 overflow-auto">
      {query.isError ? (
        <div className="p-3">
          <ProblemNotice {...problemOf(query.error)} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      {query.isPending ? (
        <div className="p-3">
          <Skeleton lines={6} />
        </div>
      ) : null}
      {query.data === undefined ? null : (
        <DataTable
          caption={t("list", { place: place.name })}
          columns={columns}
          rows={query.data.pages.flatMap((page) => page.counts)}
          rowKey={({ id }) => id}
          empty={<EmptyState part="tag" title={t("emptyTitle")} text={t("emptyText")} />}
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

function useColumns(place: Place): Column<CountRow>[] {
  const t = useTranslations("stock.counts");
  const whoText = useWhoText();
  const relativeDay = useRelativeDay();
  return [
    {
      key: "what",
      header: t("what"),
      cell: ({ id, whole, lines }) => (
        <Link href={`/stock/counts/${id}`} className="font-semibold">
          {whole ? t("whole") : t("some", { count: lines })}
        </Link>
      ),
    },
    {
      key: "status",
      header: t("status"),
      cell: ({ status }) => (
        <Status tone={countTone(status)} bare>
          {t(`statuses.${status}`)}
        </Status>
      ),
    },
    {
      key: "progress",
      header: t("progress"),
      numeric: true,
      cell: ({ counted, lines }) => `${counted}/${lines}`,
    },
    {
      key: "started",
      header: t("started"),
      cell: ({ startedAt }) => <time dateTime={startedAt}>{relativeDay(startedAt, place.timeZone)}</time>,
    },
    { key: "by", header: t("by"), cell: ({ startedBy }) => whoText(startedBy) },
  ];
}
