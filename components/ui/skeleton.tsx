"use client";

import { useTranslations } from "next-intl";

/** Lines where text will stand, seen only when the wait is longer than 300 ms. */
export function Skeleton({ lines = 3, label }: { lines?: number; label?: string }) {
  const t = useTranslations("kit");
  return (
    <div role="status" className="grid animate-[appear-late_150ms_300ms_both] gap-3 py-1">
      <span className="sr-only">{label ?? t("loading")}</span>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span key={index} aria-hidden="true" className="flex items-center gap-3 odd:pr-[22%] even:pr-[46%]">
          <span className="size-2.5 rounded-full border-[1.5px] border-edge" />
          <span className="h-px flex-1 bg-edge" />
        </span>
      ))}
    </div>
  );
}
