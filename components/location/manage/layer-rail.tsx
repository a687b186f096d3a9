"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { calendarDay } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import { LoadVia } from "./load-bar";
import { loadClasses, loadRadius } from "./load-tint";
import { unmetRadius } from "./unmet-layer";
import type { ChangeView } from "./use-view";
import { type LayerName, layerNames, periods, type View } from "./view";

interface LayerRailProps {
  view: View;
  change: ChangeView;
  /** The day that the load belongs to. */
  day: string | undefined;
  since: string | undefined;
}

/** Which layers the map shows, each with what its marks mean, in which unit, of when. */
export function LayerRail({ view, change, day, since }: LayerRailProps) {
  const t = useTranslations("manage");
  const locale = useLocale();
  const dayText = day === undefined ? "" : calendarDay(day, locale);
  const sinceText = since === undefined ? "" : calendarDay(since, locale);
  const toggle = (layer: LayerName) =>
    change({
      layers: layerNames.filter((name) => view.layers.includes(name) !== (name === layer)),
    });
  const layer = (name: LayerName) => ({
    name,
    label: t(`layers.${name}`),
    on: view.layers.includes(name),
    toggle,
  });
  return (
    <section aria-label={t("layers.label")} className="grid gap-2.5 text-sm">
      <Layer {...layer("centres")} unit={t("layers.centresUnit", { day: dayText })}>
        <ul className="grid gap-x-3 max-lg:grid-cols-2">
          {loadClasses.map((of) => (
            <li key={of} className="flex items-center gap-1.5">
              <LoadVia of={of} radius={loadRadius[of]} />
              {t(`layers.classes.${of}`)}
            </li>
          ))}
        </ul>
      </Layer>
      <Layer
        {...layer("areas")}
        unit={t("layers.areasUnit", { method: t(`methods.${view.method ?? "all"}`) })}
        mark={
          <svg aria-hidden="true" viewBox="0 0 28 14" className="h-3.5 w-7 shrink-0">
            <path d="M1 12 8 3l9 4 10-5v10Z" className="fill-signal-wash stroke-signal" strokeWidth="1.2" />
          </svg>
        }
      />
      <Layer {...layer("unmet")} unit={t("layers.unmetUnit", { day: sinceText })}>
        <ul className="flex gap-3">
          {[1, 5, 20].map((count) => (
            <li key={count} className="flex items-center gap-1 font-mono">
              <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5">
                <circle
                  cx="10"
                  cy="10"
                  r={unmetRadius(count)}
                  className="fill-attention/25 stroke-attention"
                  strokeDasharray="2 1.5"
                />
              </svg>
              {count}
            </li>
          ))}
        </ul>
        <Select
          aria-label={t("day.period")}
          value={String(view.days)}
          onChange={(event) => change({ days: Number(event.target.value) })}
          options={periods.map((days) => ({ value: String(days), label: t("day.periodDays", { days }) }))}
        />
      </Layer>
    </section>
  );
}

interface LayerProps {
  name: LayerName;
  label: string;
  on: boolean;
  toggle: (name: LayerName) => void;
  unit: string;
  mark?: ReactNode;
  children?: ReactNode;
}

function Layer({ name, label, on, toggle, unit, mark, children }: LayerProps) {
  return (
    <div className="grid gap-1">
      <Checkbox
        checked={on}
        onChange={() => toggle(name)}
        label={
          <span className="flex items-center gap-2 font-semibold">
            {label}
            {mark}
          </span>
        }
      />
      <p className="text-muted leading-snug">{unit}</p>
      {on ? children : null}
    </div>
  );
}
