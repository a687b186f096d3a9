"use client";

import { useTranslations } from "next-intl";

interface PartNameProps {
  name: string;
  sku: string;
  supplierCode: string | null;
}

/** A part with our code and, where it is known, the supplier's. */
export function PartName({ name, sku, supplierCode }: PartNameProps) {
  const t = useTranslations("purchasing.detail");
  return (
    <span className="flex min-w-40 flex-wrap items-baseline gap-x-3">
      <span className="font-semibold">{name}</span>
      <span className="font-mono text-muted text-sm" translate="no">
        {supplierCode === null ? sku : t("codes", { sku, code: supplierCode })}
      </span>
    </span>
  );
}
