"use client";

import type { inferRouterInputs } from "@trpc/server";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { AppRouter } from "@/server/routers/_app";

export type Accessory =
  inferRouterInputs<AppRouter>["customer"]["workOrders"]["receive"]["accessories"][number];

const all = [
  "charger",
  "cable",
  "adapter",
  "case",
  "stylus",
  "mouse",
  "keyboard",
  "controller",
  "sd_card",
  "sim_card",
  "disc",
  "box",
] as const satisfies Accessory[];

interface AccessoryTogglesProps {
  value: readonly Accessory[];
  onChange: (value: Accessory[]) => void;
}

/** What came with the device, one press each. */
export function AccessoryToggles({ value, onChange }: AccessoryTogglesProps) {
  const t = useTranslations("desk");
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-semibold">{t("checkIn.accessories")}</legend>
      <div className="flex flex-wrap gap-1.5">
        {all.map((kind) => (
          <label
            key={kind}
            className="inline-flex min-h-control select-none items-center gap-1.5 rounded-control border border-edge bg-raised px-2.5 hover:border-ink has-checked:border-signal has-checked:bg-signal-wash has-focus-visible:outline-2 has-focus-visible:outline-signal has-focus-visible:outline-offset-2"
          >
            <input
              type="checkbox"
              checked={value.includes(kind)}
              onChange={(event) =>
                onChange(event.target.checked ? [...value, kind] : value.filter((other) => other !== kind))
              }
              className="peer sr-only"
            />
            <Check
              aria-hidden="true"
              strokeWidth={2.5}
              className="hidden size-3.5 text-signal peer-checked:block"
            />
            {t(`accessory.${kind}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
