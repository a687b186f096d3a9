"use client";

import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { StatusShape } from "@/components/ui/status";
import type { Area, CentreLoad, UnmetCell } from "./facts";
import { areaRows, isOver, oftenLookups } from "./rows";
import type { ChangeView } from "./use-view";
import { readView, type View, viewQuery } from "./view";

interface ExceptionsLineProps {
  view: View;
  change: ChangeView;
  centres: CentreLoad[];
  areas: Area[];
  cells: UnmetCell[];
}

const everywhere = { country: null, words: "", cell: null, centre: null, area: null } as const;
const everything = { ...everywhere, method: null } as const;

/** What needs a manager, first of all; each opens the rows it counts. */
export function ExceptionsLine({ view, change, centres, areas, cells }: ExceptionsLineProps) {
  const t = useTranslations("manage");
  const over = centres.filter(isOver).length;
  const unstaffed = areaRows(areas, centres, { ...everything, only: "unstaffed" }).length;
  const often = cells.filter(({ lookups }) => lookups >= oftenLookups);
  const place = often[0]?.place?.name ?? t("table.unknownPlace");
  const found: { key: string; text: string; to: Partial<View> }[] = [
    ...(over > 0 ? [{ key: "over", text: t("exceptions.over", { count: over }), to: toOver }] : []),
    ...(unstaffed > 0
      ? [{ key: "unstaffed", text: t("exceptions.unstaffed", { count: unstaffed }), to: toUnstaffed }]
      : []),
    ...(often.length > 0
      ? [{ key: "often", text: t("exceptions.often", { count: often.length, place }), to: toOften }]
      : []),
  ];
  if (found.length === 0) return <p className="text-muted">{t("exceptions.nothing")}</p>;
  return (
    <ul aria-label={t("exceptions.label")} className="flex min-w-0 flex-wrap gap-x-5">
      {found.map(({ key, text, to }) => {
        const target = { ...view, ...to };
        return (
          <li key={key}>
            <a
              href={viewQuery(target) || "?"}
              onClick={(event) => {
                if (!isPlain(event)) return;
                event.preventDefault();
                change(readView(new URLSearchParams(viewQuery(target))), "push");
              }}
              className="inline-flex min-h-6 items-center gap-1.5 font-semibold text-attention underline-offset-4 hover:underline"
            >
              <StatusShape tone="waiting" />
              {text}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

const toOver: Partial<View> = { ...everything, tab: "centres", only: "over", sort: "-load" };
const toUnstaffed: Partial<View> = { ...everything, tab: "areas", only: "unstaffed", sort: null };
const toOften: Partial<View> = { ...everywhere, tab: "unmet", only: "often", sort: "-lookups" };

function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
