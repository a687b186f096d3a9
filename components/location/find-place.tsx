"use client";

import { LocateFixed } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { type Place, PlaceSearch } from "@/components/location/place-search";
import { useHere } from "@/components/location/use-here";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useRouter } from "@/i18n/navigation";

/** A place to look for centres near; what is found stands in the address. */
export function FindPlace({ place }: { place: { name: string; lat: number; lng: number } | null }) {
  const t = useTranslations("site.find");
  const tPlace = useTranslations("booking.place");
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const here = useHere((found) => show({ name: tPlace("here"), ...found }));

  function show(next: { name: string; lat: number; lng: number } | null) {
    const query = next && new URLSearchParams({ place: next.name, lat: `${next.lat}`, lng: `${next.lng}` });
    startTransition(() => router.push(query ? `/find?${query}` : "/find", { scroll: false }));
  }

  const shown: Place | null = place && { id: `${place.lat} ${place.lng}`, region: "", country: "", ...place };
  return (
    <Field
      label={t("place")}
      error={here.state === "denied" || here.state === "failed" ? tPlace(here.state) : undefined}
      className="max-w-text"
    >
      {(control) => (
        <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2" aria-busy={pending || undefined}>
          <PlaceSearch key={shown?.id} control={control} value={shown} onChange={show} />
          <Button
            look="secondary"
            square
            aria-label={tPlace("useHere")}
            title={tPlace("useHere")}
            busy={here.state === "asking"}
            onClick={here.ask}
          >
            <LocateFixed aria-hidden="true" strokeWidth={1.75} className="size-5" />
          </Button>
        </div>
      )}
    </Field>
  );
}
