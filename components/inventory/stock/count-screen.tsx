"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, VerbProvider } from "@/components/trpc/provider";
import { buttonClass } from "@/components/ui/button";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { writeAddress } from "./address";
import { CountLines } from "./count-lines";
import { CountReview } from "./count-review";
import { countTone } from "./count-tone";
import { StockBar } from "./stock-bar";

interface CountScreenProps {
  id: string;
  /** By centre. */
  timeZones: Record<string, string>;
}

/** One count: while it is open its lines to fill in, afterwards what differs. */
export function CountScreen(props: CountScreenProps) {
  return (
    <VerbProvider>
      <Screen {...props} />
    </VerbProvider>
  );
}

function Screen({ id, timeZones }: CountScreenProps) {
  const t = useTranslations("stock");
  const trpc = useTRPC();
  const query = useQuery(trpc.inventory.counts.detail.queryOptions({ id }));
  const count = query.data;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <StockBar
        heading={count === undefined ? t("countsHeading") : t("count.title", { place: count.center.name })}
        room="counts"
        centre={count?.center.id}
      >
        {count === undefined ? null : (
          <Status tone={countTone(count.status)}>{t(`counts.statuses.${count.status}`)}</Status>
        )}
        <Link
          href={writeAddress({ centre: count?.center.id }, "/stock/counts")}
          className={buttonClass({ look: "secondary" })}
        >
          {count?.status === "open" ? t("count.pause") : t("count.back")}
        </Link>
      </StockBar>
      <div className="min-w-0 p-3">
        {query.isError ? (
          <ProblemNotice {...problemOf(query.error)} onRetry={() => void query.refetch()} />
        ) : null}
        {query.isPending ? <Skeleton lines={8} /> : null}
        {count?.status === "open" ? <CountLines count={count} /> : null}
        {count !== undefined && count.status !== "open" ? (
          <CountReview count={count} timeZone={timeZones[count.center.id] ?? "UTC"} />
        ) : null}
      </div>
    </div>
  );
}
