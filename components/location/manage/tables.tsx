"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Tabs } from "@/components/ui/tabs";
import { AreasTable } from "./areas-table";
import { CentresTable } from "./centres-table";
import type { Area, CentreLoad, UnmetCell } from "./facts";
import { Filters } from "./filters";
import { areaRows, centreRows, unmetRows } from "./rows";
import { UnmetTable } from "./unmet-table";
import type { ChangeView } from "./use-view";
import { tabs, type View } from "./view";

export interface TableProps {
  view: View;
  change: ChangeView;
  /** A choice made here or on the map: it opens the panel, which takes the focus. */
  choose: (patch: Partial<View>) => void;
  centres: CentreLoad[];
  areas: Area[];
  cells: UnmetCell[];
  since: string | undefined;
}

/** All that the map shows, as tables: what is chosen in one is chosen in the other. */
export function CoverageTables(props: TableProps) {
  const { view, change, centres, areas, cells } = props;
  const t = useTranslations("manage.table");
  const root = useRef<HTMLElement>(null);
  const chosen = `${view.tab} ${view.centre} ${view.area} ${view.cell}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen decides which row carries the mark
  useEffect(() => {
    root.current?.querySelector("tr[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  const counts = {
    centres: centreRows(centres, areas, view).length,
    areas: areaRows(areas, centres, view).length,
    unmet: unmetRows(cells, view).length,
  };
  const panels = {
    centres: <CentresTable {...props} />,
    areas: <AreasTable {...props} />,
    unmet: <UnmetTable {...props} />,
  };
  return (
    <section
      ref={root}
      aria-label={t("label")}
      className="flex min-h-0 min-w-0 flex-col px-3 pt-2 max-lg:order-5"
    >
      <Filters view={view} change={change} countries={centres.map(({ country }) => country)} />
      <Tabs
        label={t("label")}
        value={view.tab}
        onChange={(value) => {
          const tab = tabs.find((one) => one === value);
          if (tab) change({ tab, sort: null, only: null });
        }}
        tabs={tabs.map((tab) => ({ value: tab, label: t(tab), count: counts[tab], panel: panels[tab] }))}
        className="flex min-h-0 flex-1 flex-col [&>[role=tabpanel]]:min-h-0 [&>[role=tabpanel]]:flex-1 [&>[role=tabpanel]]:overflow-auto [&>[role=tabpanel]]:max-lg:max-h-[70dvh] [&>[role=tabpanel]]:pt-0"
      />
    </section>
  );
}
