"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { useRelativeDay } from "@/components/ui/relative-day";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { TraceTimeline } from "@/components/ui/trace-timeline";
import { ElsewhereList } from "./elsewhere";
import type { HistoryEntry, Place } from "./types";
import { useAddress } from "./use-address";
import { useWhoText } from "./use-who-text";

/** Why a level stands where it does: all that happened to it, newest first, with the balance after each. */
export function WhyDialog({ place }: { place: Place }) {
  const { address, go } = useAddress();
  const close = () => go({ ...address, part: undefined });
  if (address.part === undefined) return null;
  return <Why place={place} partId={address.part} onClose={close} />;
}

interface WhyProps {
  place: Place;
  partId: string;
  onClose: () => void;
}

function Why({ place, partId, onClose }: WhyProps) {
  const t = useTranslations("stock.why");
  const kit = useTranslations("kit");
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.inventory.stock.history.infiniteQueryOptions(
      { serviceCenterId: place.id, partId },
      { getNextPageParam: (last) => last.nextCursor ?? undefined },
    ),
  );
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const { now, part } = query.data?.pages[0] ?? {};
  const unexplained = query.data?.pages.at(-1)?.unexplained;
  return (
    <Dialog
      open
      place="side"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={now === undefined ? kit("loading") : t("title", { count: now.onHand })}
      description={now && part ? `${part.name}: ${t("now", now)}` : undefined}
    >
      {query.isError ? (
        <ProblemNotice {...problemOf(query.error)} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? <Skeleton lines={6} /> : null}
      {unexplained ? (
        <Status tone="stop" className="mb-3 whitespace-normal">
          {t("unexplained", unexplained)}
        </Status>
      ) : null}
      {query.isSuccess && entries.length === 0 ? <p>{t("never")}</p> : null}
      {entries.length === 0 ? null : <Entries place={place} entries={entries} />}
      {query.hasNextPage ? (
        <Button look="secondary" busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {kit("loadMore")}
        </Button>
      ) : null}
      <ElsewhereList place={place} partId={partId} />
    </Dialog>
  );
}

function Entries({ place, entries }: { place: Place; entries: HistoryEntry[] }) {
  const t = useTranslations("stock.why");
  const whoText = useWhoText();
  const relativeDay = useRelativeDay();
  return (
    <TraceTimeline
      label={t("list")}
      items={entries.map((entry) => ({
        id: String(entry.version),
        state: "done",
        title: (
          <>
            {t(`kind.${entry.kind}`)} <span className="font-mono">{signed(entry)}</span>
          </>
        ),
        time: <time dateTime={entry.at}>{relativeDay(entry.at, place.timeZone)}</time>,
        text: (
          <>
            <p>{[whoText(entry.who), ...aboutWhat(entry, t)].join(" · ")}</p>
            <p>{t("balance", entry.after)}</p>
            {entry.countId === null ? null : (
              <Link href={`/stock/counts/${entry.countId}`} className="underline underline-offset-3">
                {t("count")}
              </Link>
            )}
          </>
        ),
      }))}
    />
  );
}

function signed({ change }: HistoryEntry): string {
  const pieces = change.onHand === 0 ? change.reserved : change.onHand;
  if (pieces === 0) return "";
  return pieces > 0 ? `+${pieces}` : `−${-pieces}`;
}

function aboutWhat(
  { kind, orders, transfer }: HistoryEntry,
  t: ReturnType<typeof useTranslations<"stock.why">>,
): string[] {
  const named = orders.map(({ reference }) =>
    reference === null ? t("orderUnknown") : t("order", { reference }),
  );
  if (transfer !== null) return [t("transfer", { from: transfer.from, to: transfer.to })];
  if (named.length === 0) return [];
  return kind === "counted" ? [t("lost", { orders: named.join(", ") })] : named;
}
