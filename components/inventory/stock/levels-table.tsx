"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Status } from "@/components/ui/status";
import type { Level, Place } from "./types";
import { useAddress } from "./use-address";

interface LevelsTableProps {
  place: Place;
  levels: Level[];
  chosen: ReadonlySet<string>;
  /** Left out for those who only look. */
  onChoose: ((partId: string) => void) | undefined;
  empty: ReactNode;
}

export function LevelsTable({ place, levels, chosen, onChoose, empty }: LevelsTableProps) {
  const t = useTranslations("stock");
  const { address, go } = useAddress();
  const choice: Column<Level>[] = onChoose
    ? [
        {
          key: "choose",
          header: t("counts.what"),
          cell: ({ partId, name }) => (
            <Checkbox
              label={<span className="sr-only">{t("counts.choose", { part: name })}</span>}
              checked={chosen.has(partId)}
              onClick={(event) => event.stopPropagation()}
              onChange={() => onChoose(partId)}
            />
          ),
        },
      ]
    : [];
  const columns: Column<Level>[] = [
    ...choice,
    { key: "part", header: t("part"), cell: (level) => <PartCell level={level} /> },
    { key: "available", header: t("available"), numeric: true, cell: ({ available }) => available },
    { key: "onHand", header: t("onHand"), numeric: true, cell: ({ onHand }) => onHand },
    { key: "reserved", header: t("reserved"), numeric: true, cell: ({ reserved }) => reserved },
    { key: "arriving", header: t("arriving"), numeric: true, cell: ({ arriving }) => arriving },
  ];
  return (
    <DataTable
      caption={t("table", { place: place.name })}
      columns={columns}
      rows={levels}
      rowKey={({ partId }) => partId}
      selected={address.part ?? null}
      onSelect={({ partId }) => go({ ...address, part: partId }, "push")}
      empty={empty}
    />
  );
}

function PartCell({ level }: { level: Level }) {
  const t = useTranslations("stock");
  return (
    <span className="flex min-w-40 flex-wrap items-baseline gap-x-3">
      <span className="font-semibold">{level.name}</span>
      <span className="font-mono text-muted text-sm" translate="no">
        {level.sku}
      </span>
      {level.available === 0 ? (
        <Status tone="waiting" bare>
          {t("short")}
        </Status>
      ) : null}
      {level.drifted ? (
        <Status tone="stop" bare>
          {t("drifted")}
        </Status>
      ) : null}
    </span>
  );
}
