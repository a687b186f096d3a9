"use client";

import { useTranslations } from "next-intl";
import { verbs } from "@/components/trpc/lazy";
import type { ControlProps } from "@/components/ui/field";
import { LazyCombobox } from "@/components/ui/lazy-combobox";

export interface Device {
  id: string;
  brand: string;
  model: string;
  kind: string;
}

interface DeviceSearchProps {
  control?: ControlProps;
  value: Device | null;
  onChange: (device: Device | null) => void;
}

/** A device by what people call it; an empty box lists the ones that come in most. */
export function DeviceSearch({ control, value, onChange }: DeviceSearchProps) {
  const t = useTranslations("booking.device");
  return (
    <LazyCombobox
      control={control}
      value={value}
      onChange={onChange}
      minLength={0}
      placeholder={t("devicePlaceholder")}
      search={async (query, signal) => {
        const found = await (await verbs()).customer.catalogue.devices.query(
          { q: query.slice(0, 120) },
          { signal },
        );
        return found.devices;
      }}
      itemKey={(device) => device.id}
      itemLabel={deviceName}
      renderItem={(device) => (
        <span className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span>{deviceName(device)}</span>
          <span className="text-muted text-sm">
            {t.has(`kind.${device.kind}`) ? t(`kind.${device.kind}`) : null}
          </span>
        </span>
      )}
    />
  );
}

function deviceName({ brand, model }: Pick<Device, "brand" | "model">): string {
  return `${brand} ${model}`;
}
