"use client";

import { useTranslations } from "next-intl";
import { StatusShape } from "@/components/ui/status";
import type { Part } from "./parts";
import { usePartText } from "./use-part-text";

/** Exceptions first: what needs a person, each a way to it. */
export function NeedsLine({ parts, onOpen }: { parts: Part[]; onOpen: (id: string) => void }) {
  const t = useTranslations("operations.needs");
  const textOf = usePartText();
  const needing = parts.filter(({ tone }) => tone === "stop");
  if (needing.length === 0) return <p className="text-muted">{t("nothing")}</p>;
  return (
    <ul aria-label={t("label")} className="flex flex-wrap gap-x-4 gap-y-1">
      {needing.map((part) => {
        const { owner, name, value } = textOf(part);
        return (
          <li key={part.id}>
            <button
              type="button"
              onClick={() => onOpen(part.id)}
              className="inline-flex min-h-6 items-center gap-1.5 text-left font-semibold text-stop underline underline-offset-3"
            >
              <StatusShape tone="stop" />
              {owner}, {name}: {value}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
