"use client";

import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ChangeView } from "./use-view";
import { methods, type View } from "./view";

interface FiltersProps {
  view: View;
  change: ChangeView;
  countries: string[];
}

/** One filter over map and table; it lives in the address. */
export function Filters({ view, change, countries }: FiltersProps) {
  const t = useTranslations("manage");
  const locale = useLocale();
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const choices = [...new Set(countries)]
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .sort((one, other) => one.label.localeCompare(other.label, locale));
  return (
    <search aria-label={t("filters.label")} className="grid grid-cols-2 gap-2 pb-2">
      <Select
        aria-label={t("filters.country")}
        value={view.country ?? ""}
        onChange={(event) => change({ country: event.target.value || null })}
        options={[{ value: "", label: t("filters.everyCountry") }, ...choices]}
      />
      <Select
        aria-label={t("methods.label")}
        value={view.method ?? "all"}
        onChange={(event) => change({ method: methods.find((one) => one === event.target.value) ?? null })}
        options={[
          ...methods.map((method) => ({ value: method, label: t(`methods.${method}`) })),
          { value: "all", label: t("methods.all") },
        ]}
      />
      <div className="col-span-2 flex gap-2">
        <Input
          type="search"
          aria-label={t("filters.words")}
          placeholder={t("filters.words")}
          value={view.words}
          maxLength={100}
          onChange={(event) => change({ words: event.target.value })}
        />
        {view.only ? (
          <button
            type="button"
            onClick={() => change({ only: null })}
            title={t("filters.showAll")}
            className="inline-flex min-h-control shrink-0 items-center gap-1.5 rounded-control border border-attention bg-attention-wash px-2 font-semibold text-attention"
          >
            {t(`filters.only.${view.only}`)}
            <X aria-hidden="true" strokeWidth={1.75} className="size-4" />
            <span className="sr-only">{t("filters.showAll")}</span>
          </button>
        ) : null}
      </div>
    </search>
  );
}
