"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { problemOf } from "@/components/trpc/problem";
import { VerbProvider } from "@/components/trpc/provider";
import { cx } from "@/components/ui/cx";
import { Freshness } from "@/components/ui/freshness";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Board } from "./board";
import { NeedsLine } from "./needs-line";
import { PartPanel } from "./part-panel";
import { partsOf } from "./parts";
import { PartsTable } from "./parts-table";
import { useChosenPart } from "./use-chosen-part";
import { useOverview } from "./use-overview";

/** The machinery as a board that is lit by what happens, and the same as a table. */
export function OperationsScreen() {
  return (
    <VerbProvider>
      <Screen />
    </VerbProvider>
  );
}

function Screen() {
  const t = useTranslations("operations");
  const overview = useOverview();
  const { chosen, choose } = useChosenPart();
  const cameFrom = useRef<HTMLElement | null>(null);
  const takesFocus = useRef(false);
  const { data } = overview;
  const parts = data === undefined ? [] : partsOf(data);

  function open(id: string) {
    cameFrom.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    takesFocus.current = true;
    choose(id);
  }
  function close() {
    choose(null);
    // Back to where it was opened from, or to the table, which has every part.
    const back = cameFrom.current?.isConnected ? cameFrom.current : null;
    (back ?? document.querySelector<HTMLElement>("tr[tabindex='0']"))?.focus();
  }

  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1 border-edge border-b bg-raised px-3 py-1.5">
        <h1 className="text-lg">{t("heading")}</h1>
        <div className="min-w-0 flex-1 max-md:order-last max-md:basis-full">
          {data === undefined ? null : <NeedsLine parts={parts} onOpen={open} />}
        </div>
        <Freshness of="operations.fresh" at={data?.at} failed={overview.isError} />
      </div>
      {overview.isError ? (
        <div className="p-3">
          <ProblemNotice {...problemOf(overview.error)} onRetry={() => void overview.refetch()} />
        </div>
      ) : null}
      {data === undefined ? (
        <div className="p-3">{overview.isError ? null : <Skeleton lines={8} />}</div>
      ) : (
        <div
          className={cx(
            "grid min-w-0 grid-cols-1 items-start",
            chosen === null
              ? "xl:grid-cols-[minmax(0,1fr)_minmax(26rem,32rem)]"
              : "lg:grid-cols-[minmax(0,1fr)_minmax(22rem,28rem)]",
          )}
        >
          <div className="min-w-0">
            <Board parts={parts} overview={data} chosen={chosen} onOpen={open} />
            {chosen === null ? null : <PartsTable parts={parts} chosen={chosen} onOpen={open} />}
          </div>
          {chosen === null ? (
            <div className="min-w-0 border-edge xl:border-l">
              <PartsTable parts={parts} chosen={chosen} onOpen={open} />
            </div>
          ) : (
            <PartPanel
              id={chosen}
              part={parts.find(({ id }) => id === chosen)}
              overview={data}
              takesFocus={takesFocus}
              onClose={close}
              onChanged={() => void overview.refetch()}
            />
          )}
        </div>
      )}
    </div>
  );
}
