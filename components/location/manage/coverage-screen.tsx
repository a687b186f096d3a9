"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, VerbProvider } from "@/components/trpc/provider";
import { cx } from "@/components/ui/cx";
import { Freshness } from "@/components/ui/freshness";
import { Input } from "@/components/ui/input";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { showToast } from "@/components/ui/toast";
import { DetailPanel } from "./detail-panel";
import { useAreaCommands } from "./edit/use-area-commands";
import { useAreaEdit } from "./edit/use-area-edit";
import { ExceptionsLine } from "./exceptions-line";
import { LayerRail } from "./layer-rail";
import { LookupBox } from "./lookup-box";
import { centreRows, unmetRows } from "./rows";
import { CoverageTables } from "./tables";
import { useFit } from "./use-fit";
import { useNetwork } from "./use-network";
import { useView } from "./use-view";
import type { View } from "./view";

/** In the browser only: its colours are the page's, as the browser computes them. */
const CoverageMap = dynamic(() => import("./coverage-map").then((module) => module.CoverageMap), {
  ssr: false,
  loading: () => (
    <div className="grid h-full place-items-center bg-sunken">
      <Skeleton lines={2} />
    </div>
  ),
});

/** Where the network reaches, how busy it is and where it is missed: a map and its tables over one address. */
export function CoverageScreen({ mapToken }: { mapToken: string | null }) {
  return (
    <VerbProvider>
      <Screen mapToken={mapToken} />
    </VerbProvider>
  );
}

function Screen({ mapToken }: { mapToken: string | null }) {
  const t = useTranslations("manage");
  const { view, change } = useView();
  const { load, areas, unmet } = useNetwork(view);
  const { location } = useTRPC();
  const area = useQuery(
    location.coverage.area.queryOptions({ areaId: view.area ?? "" }, { enabled: view.area !== null }),
  );
  const detail = area.data?.areaId === view.area ? area.data : undefined;
  const edit = useAreaEdit(detail, view.editing);
  const commands = useAreaCommands();
  const takesFocus = useRef(false);
  const [mark, setMark] = useState<{ lat: number; lng: number } | null>(null);

  const centreList = load.data?.centers ?? [];
  const areaList = areas.data?.areas ?? [];
  const cellList = unmet.data?.cells ?? [];
  const fit = useFit(view, centreList, areaList);
  const drawn = edit.base !== null && view.editing ? edit.history.present : null;
  const day = centreList[0]?.day;
  const failed = [load, areas, unmet].find((query) => query.isError && query.data === undefined);
  const complete = [load, areas, unmet].every((query) => query.data !== undefined);
  const filtered = { country: view.country, method: null, words: view.words, only: view.only };

  /** A drawing is not lost by a press beside it. */
  function choose(patch: Partial<View>): unknown {
    if (edit.changed) return showToast({ title: t("edit.finishFirst"), tone: "waiting" });
    takesFocus.current = true;
    change({ ...patch, editing: false }, "push");
  }
  const pinned = mark ?? view.at;
  const opened = view.centre !== null || view.cell !== null;

  return (
    <div className="flex min-h-0 flex-1 flex-col lg:h-[calc(100dvh-2.75rem-1px)] lg:flex-none">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1 border-edge border-b bg-raised px-3 py-1.5">
        <h1 className="text-lg">{t("heading")}</h1>
        <div className="min-w-0 flex-1 max-md:order-last max-md:basis-full">
          {complete ? (
            <ExceptionsLine
              view={view}
              change={change}
              centres={centreList}
              areas={areaList}
              cells={cellList}
            />
          ) : null}
        </div>
        <Freshness of="manage.fresh" at={load.data?.at} failed={load.isError} />
        <Input
          type="date"
          aria-label={t("day.label")}
          value={view.day ?? day ?? ""}
          onChange={(event) => change({ day: event.target.value || null })}
          className="w-auto!"
        />
      </div>
      {failed ? (
        <div className="p-3">
          <ProblemNotice
            {...problemOf(failed.error)}
            onRetry={() => [load, areas, unmet].forEach((query) => void query.refetch())}
          />
        </div>
      ) : null}
      <div
        className={cx(
          "grid min-h-0 flex-1 grid-cols-1",
          opened
            ? "lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[minmax(0,3fr)_minmax(0,2fr)] xl:grid-cols-[minmax(0,1fr)_24rem_minmax(24rem,29rem)] xl:grid-rows-[minmax(0,1fr)]"
            : "lg:grid-cols-[minmax(0,2fr)_minmax(27rem,1fr)] lg:grid-rows-[minmax(0,1fr)]",
        )}
      >
        <div
          className={cx(
            "min-h-0 min-w-0 flex-col border-edge max-lg:contents lg:relative lg:flex lg:border-r",
            opened && "lg:row-span-2 xl:row-span-1",
          )}
        >
          <div className="relative h-[60dvh] min-h-72 max-lg:order-1 lg:h-auto lg:flex-1">
            <CoverageMap
              token={mapToken}
              view={view}
              centres={centreRows(centreList, areaList, { ...filtered, only: onlyOf(view, "centres") })}
              areas={areaList}
              cells={unmetRows(cellList, { ...filtered, only: onlyOf(view, "unmet") })}
              fit={fit}
              pin={pinned && { ...pinned, name: t("lookup.point", pinned) }}
              revision={Math.max(commands.revision, areas.data?.revision ?? 0)}
              choose={choose}
              drawn={drawn}
              onDraw={(shape) => edit.take({ kind: "draw", shape })}
            />
          </div>
          <div className="pointer-events-none inset-y-2 left-2 flex-col items-start justify-between gap-2 *:pointer-events-auto max-lg:contents lg:absolute lg:flex">
            <div className="w-full shrink-0 p-3 max-lg:order-2 lg:w-72 lg:p-0">
              <LookupBox
                at={view.at}
                onAsk={(at) => change({ at })}
                onCentre={(centre) => choose({ tab: "centres", centre, area: null, cell: null })}
              />
            </div>
            <div className="border-edge px-3 py-3 max-lg:order-4 lg:min-h-0 lg:w-56 lg:overflow-y-auto lg:rounded-control lg:border lg:bg-raised lg:p-2.5">
              <LayerRail view={view} change={change} day={day} since={unmet.data?.since} />
            </div>
          </div>
        </div>
        {opened ? (
          <DetailPanel
            view={view}
            change={change}
            choose={choose}
            centres={centreList}
            areas={areaList}
            cells={cellList}
            area={area}
            detail={detail}
            edit={edit}
            commands={commands}
            onMark={setMark}
            takesFocus={takesFocus}
          />
        ) : null}
        {!complete ? (
          <div className="p-3 max-lg:order-5">{failed ? null : <Skeleton lines={8} />}</div>
        ) : (
          <CoverageTables
            view={view}
            change={change}
            choose={choose}
            centres={centreList}
            areas={areaList}
            cells={cellList}
            since={unmet.data?.since}
          />
        )}
      </div>
    </div>
  );
}

/** "Only" narrows the layer that it counts, and leaves the others. */
function onlyOf({ only, tab }: View, layer: View["tab"]): View["only"] {
  return tab === layer ? only : null;
}
