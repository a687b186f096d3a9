"use client";

import { useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import { Status } from "@/components/ui/status";
import type { Part } from "./parts";
import { usePartText } from "./use-part-text";

interface PartsTableProps {
  parts: Part[];
  chosen: string | null;
  onOpen: (id: string) => void;
}

/** All that the board draws, in words. Rows keep their places, whatever changes in them. */
export function PartsTable({ parts, chosen, onOpen }: PartsTableProps) {
  const t = useTranslations("operations");
  const textOf = usePartText();
  return (
    <div className="min-w-0 overflow-x-auto px-1 pb-4">
      <DataTable
        caption={t("table.caption")}
        rows={parts}
        rowKey={({ id }) => id}
        selected={chosen}
        onSelect={({ id }) => onOpen(id)}
        columns={[
          { key: "where", header: t("table.where"), cell: (part) => textOf(part).owner },
          { key: "part", header: t("table.part"), cell: (part) => textOf(part).name },
          {
            key: "state",
            header: t("table.state"),
            cell: (part) => (
              <span className="grid">
                <Status bare tone={part.tone}>
                  {t(`states.${part.tone}`)}
                </Status>
                <span className="text-muted text-sm">{textOf(part).value}</span>
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
