"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, VerbProvider } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { LevelFilters } from "./level-filters";
import { LevelsTable } from "./levels-table";
import { StartCount } from "./start-count";
import { StockBar } from "./stock-bar";
import type { Place } from "./types";
import { useAddress } from "./use-address";
import { WhyDialog } from "./why-dialog";

/** What lies on a centre's shelves; a level opens to say why. */
export function LevelsScreen(props: { places: Place[] }) {
  return (
    <VerbProvider>
      <Screen {...props} />
    </VerbProvider>
  );
}

function Screen({ places }: { places: Place[] }) {
  const t = useTranslations("stock");
  const { address, go } = useAddress();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const place = places.find(({ id }) => id === address.centre) ?? places[0];
  if (place === undefined) return <EmptyState part="chip" heading="h1" title={t("placesAway")} />;

  function choose(partId: string) {
    const next = new Set(chosen);
    if (!next.delete(partId)) next.add(partId);
    setChosen(next);
  }
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <StockBar heading={t("heading")} room="levels" centre={address.centre}>
        {place.mayCount ? <StartCount place={place} chosen={chosen} /> : null}
      </StockBar>
      <LevelFilters
        places={places}
        place={place}
        onPlace={(centre) => {
          setChosen(new Set());
          go({ ...address, centre, part: undefined }, "push");
        }}
      />
      <Levels place={place} chosen={chosen} onChoose={place.mayCount ? choose : undefined} />
      <WhyDialog place={place} />
    </div>
  );
}

interface LevelsProps {
  place: Place;
  chosen: ReadonlySet<string>;
  onChoose: ((partId: string) => void) | undefined;
}

function Levels({ place, chosen, onChoose }: LevelsProps) {
  const t = useTranslations("stock");
  const kit = useTranslations("kit");
  const trpc = useTRPC();
  const { address, go } = useAddress();
  const { show: only, q } = address;
  const query = useInfiniteQuery(
    trpc.inventory.stock.levels.infiniteQueryOptions(
      { serviceCenterId: place.id, only, q },
      { getNextPageParam: (last) => last.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  );
  const levels = query.data?.pages.flatMap((page) => page.levels) ?? [];
  const filtered = only !== undefined || q !== undefined;
  const empty = filtered ? (
    <EmptyState
      part="chip"
      title={t("nothingTitle")}
      text={t("nothingText")}
      action={
        <Button look="secondary" onClick={() => go({ centre: address.centre }, "push")}>
          {t("reset")}
        </Button>
      }
    />
  ) : (
    <EmptyState part="chip" title={t("emptyTitle")} />
  );
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
        <LevelsTable place={place} levels={levels} chosen={chosen} onChoose={onChoose} empty={empty} />
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
