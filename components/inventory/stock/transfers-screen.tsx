"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, VerbProvider } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { writeAddress } from "./address";
import { StockBar } from "./stock-bar";
import { TransferItem } from "./transfer-item";
import type { Place, Transfer } from "./types";

interface TransfersScreenProps {
  places: Place[];
  centre: string | undefined;
  over: boolean;
}

/** The other end moves too: what it did is seen without a reload. */
const lookAgainMillis = 20_000;

/** What comes to a centre and what leaves it. */
export function TransfersScreen(props: TransfersScreenProps) {
  return (
    <VerbProvider>
      <Screen {...props} />
    </VerbProvider>
  );
}

function Screen({ places, centre, over }: TransfersScreenProps) {
  const t = useTranslations("stock");
  const router = useRouter();
  const place = places.find(({ id }) => id === centre) ?? places[0];
  if (place === undefined) return <EmptyState part="chip" heading="h1" title={t("placesAway")} />;
  const go = (to: { centre: string | undefined; over: boolean }) =>
    router.push(transfersAddress(to.centre, to.over));
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <StockBar heading={t("transfersHeading")} room="transfers" centre={centre}>
        <Select
          aria-label={t("transfers.show")}
          className="min-w-52"
          value={over ? "over" : ""}
          onChange={(event) => go({ centre, over: event.target.value === "over" })}
          options={[
            { value: "", label: t("transfers.underWay") },
            { value: "over", label: t("transfers.over") },
          ]}
        />
        {places.length > 1 ? (
          <Select
            aria-label={t("centre")}
            value={place.id}
            onChange={(event) => go({ centre: event.target.value, over })}
            options={places.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
      </StockBar>
      <Transfers key={`${place.id} ${over}`} place={place} over={over} />
    </div>
  );
}

function transfersAddress(centre: string | undefined, over: boolean): string {
  const address = writeAddress({ centre }, "/stock/transfers");
  return over ? `${address}${address.includes("?") ? "&" : "?"}show=over` : address;
}

function Transfers({ place, over }: { place: Place; over: boolean }) {
  const t = useTranslations("stock.transfers");
  const kit = useTranslations("kit");
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.inventory.transfers.list.infiniteQueryOptions(
      { serviceCenterId: place.id, over },
      { getNextPageParam: (last) => last.nextCursor ?? undefined, refetchInterval: lookAgainMillis },
    ),
  );
  const transfers = query.data?.pages.flatMap((page) => page.transfers) ?? [];
  const coming = transfers.filter(({ direction }) => direction === "coming");
  const leaving = transfers.filter(({ direction }) => direction === "leaving");
  return (
    <div className="grid min-h-0 min-w-0 flex-1 content-start gap-5 overflow-auto p-3">
      {query.isError ? (
        <ProblemNotice {...problemOf(query.error)} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? <Skeleton lines={8} /> : null}
      {query.data !== undefined && over && transfers.length === 0 ? (
        <EmptyState part="chip" title={t("nothingOver")} />
      ) : null}
      {query.data !== undefined && !(over && transfers.length === 0) ? (
        <>
          <Group title={t("coming")} transfers={coming} place={place}>
            {over ? null : (
              <EmptyState part="chip" title={t("nothingComing")} text={t("nothingComingText")} />
            )}
          </Group>
          <Group title={t("leaving")} transfers={leaving} place={place}>
            {over ? null : <EmptyState part="tag" title={t("nothingLeaving")} />}
          </Group>
        </>
      ) : null}
      {query.hasNextPage ? (
        <Button look="secondary" busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {kit("loadMore")}
        </Button>
      ) : null}
    </div>
  );
}

interface GroupProps {
  title: string;
  transfers: Transfer[];
  place: Place;
  /** Shown in place of an empty list. */
  children: React.ReactNode;
}

function Group({ title, transfers, place, children }: GroupProps) {
  const id = useId();
  if (transfers.length === 0 && children === null) return null;
  return (
    <section aria-labelledby={id} className="min-w-0 max-w-5xl">
      <h2 id={id} className="border-edge border-b pb-1 text-base">
        {title} <span className="font-mono font-normal text-muted">{transfers.length}</span>
      </h2>
      {transfers.length === 0 ? (
        children
      ) : (
        <ul>
          {transfers.map((transfer) => (
            <TransferItem key={transfer.id} transfer={transfer} timeZone={place.timeZone} />
          ))}
        </ul>
      )}
    </section>
  );
}
