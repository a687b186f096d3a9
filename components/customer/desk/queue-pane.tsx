"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { isFiltered } from "@/components/customer/desk/address";
import { useAddress, useDesk } from "@/components/customer/desk/desk-state";
import { QueueFilters } from "@/components/customer/desk/queue-filters";
import { QueueItem } from "@/components/customer/desk/queue-item";
import { useQueue } from "@/components/customer/desk/use-queue";
import { problemOf } from "@/components/trpc/problem";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";

interface QueuePaneProps {
  onHelp: () => void;
}

/** The left pane: every open order, the next to break its word first. */
export function QueuePane({ onHelp }: QueuePaneProps) {
  const t = useTranslations("desk.queue");
  const { start, now, fresh } = useDesk();
  const { address, go } = useAddress();
  const queue = useQueue();
  const severalCentres = start.centers === null || start.centers.length > 1;
  const kitWords = useTranslations("kit");
  return (
    <section aria-label={t("label")} className="flex min-h-0 min-w-0 flex-col border-edge lg:border-r">
      <QueueFilters counts={queue.newest?.counts ?? {}} onHelp={onHelp} />
      <div className="min-h-0 flex-1 lg:overflow-y-auto" aria-busy={queue.isPlaceholderData}>
        {queue.isError ? (
          <div className="p-3">
            <ProblemNotice {...problemOf(queue.error)} onRetry={() => queue.refetch()} />
          </div>
        ) : null}
        {queue.isPending ? (
          <div className="p-3">
            <Skeleton lines={8} />
          </div>
        ) : null}
        <ol className="divide-y divide-line">
          {queue.rows.map((row) => (
            <QueueItem
              key={row.id}
              row={row}
              now={now}
              fresh={fresh.has(row.id)}
              withCenter={severalCentres && address.center === undefined}
              chosen={row.id === address.order}
              onOpen={() => go({ ...address, order: row.id }, "push")}
            />
          ))}
        </ol>
        {queue.isSuccess && queue.rows.length === 0 ? (
          isFiltered(address) ? (
            <EmptyState
              part="tag"
              title={t("nothingTitle")}
              text={t("nothingText")}
              action={
                <Button
                  look="secondary"
                  onClick={() => go({ center: address.center, order: address.order }, "push")}
                >
                  {t("reset")}
                </Button>
              }
            />
          ) : (
            <EmptyState part="tag" title={t("emptyTitle")} text={t("emptyText")} />
          )
        ) : null}
        {queue.hasNextPage ? (
          <div className="p-3 text-center">
            <Button look="secondary" busy={queue.isFetchingNextPage} onClick={() => queue.fetchNextPage()}>
              {kitWords("loadMore")}
            </Button>
          </div>
        ) : null}
      </div>
      <Arrivals />
    </section>
  );
}

/** Says a new booking to those who don't see it slide in. */
function Arrivals() {
  const t = useTranslations("desk.queue");
  const { fresh } = useDesk();
  const { rows } = useQueue();
  const [said, setSaid] = useState("");
  const newest = rows.find(({ id }) => fresh.has(id));
  const words = newest && t("arrived", { name: newest.customerName, device: newest.device.name });
  useEffect(() => {
    if (words !== undefined) setSaid(words);
  }, [words]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
