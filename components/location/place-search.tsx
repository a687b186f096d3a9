"use client";

import { useLocale, useTranslations } from "next-intl";
import { verbs } from "@/components/trpc/lazy";
import type { ControlProps } from "@/components/ui/field";
import { LazyCombobox } from "@/components/ui/lazy-combobox";

export interface Place {
  id: string;
  name: string;
  region: string;
  country: string;
  lat: number;
  lng: number;
  postcode?: string;
}

interface PlaceSearchProps {
  control?: ControlProps;
  value: Place | null;
  onChange: (place: Place | null) => void;
}

/** A town, district or postcode as a person types it, with accents or without, in any of its names. */
export function PlaceSearch({ control, value, onChange }: PlaceSearchProps) {
  const t = useTranslations("booking.place");
  const locale = useLocale();
  const countryName = (code: string) => new Intl.DisplayNames([locale], { type: "region" }).of(code) ?? code;
  return (
    <LazyCombobox
      control={control}
      value={value}
      onChange={onChange}
      minLength={2}
      placeholder={t("placeholder")}
      search={async (query, signal) => {
        const found = await (await verbs()).location.places.search.query(
          { q: query.slice(0, 120) },
          { signal },
        );
        return found.places;
      }}
      itemKey={(place) => place.id}
      itemLabel={(place) => place.name}
      renderItem={(place) => (
        <span className="grid">
          <span>
            {place.postcode ? `${place.postcode} ` : ""}
            {place.name}
          </span>
          <span className="text-muted text-sm">
            {[place.region, countryName(place.country)]
              .filter((part) => part !== "" && part !== place.name)
              .join(", ")}
          </span>
        </span>
      )}
    />
  );
}
