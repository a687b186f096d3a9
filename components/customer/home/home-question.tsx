"use client";

import { LocateFixed } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { stepPath } from "@/components/customer/booking/answers";
import { type Device, DeviceSearch } from "@/components/customer/booking/device-search";
import { type Place, PlaceSearch } from "@/components/location/place-search";
import { useHere } from "@/components/location/use-here";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useRouter } from "@/i18n/navigation";

/** The one question of the home page; both halves may be left out and are then asked in the booking. */
export function HomeQuestion() {
  const t = useTranslations("site.home");
  const tPlace = useTranslations("booking.place");
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [place, setPlace] = useState<Place | null>(null);
  const [device, setDevice] = useState<Device | null>(null);
  const here = useHere((found) =>
    setPlace({ id: "here", name: tPlace("here"), region: "", country: "", ...found }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    const answers = {
      device: device?.id,
      place: place ? { name: place.name, lat: place.lat, lng: place.lng } : undefined,
    };
    startTransition(() => router.push(stepPath("device", answers)));
  }

  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field
        id="home-place"
        label={t("place")}
        error={here.state === "denied" || here.state === "failed" ? tPlace(here.state) : undefined}
      >
        {(control) => (
          <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2">
            <PlaceSearch
              key={place?.id === "here" ? "here" : "typed"}
              control={control}
              value={place}
              onChange={setPlace}
            />
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
      <Field id="home-device" label={t("device")}>
        {(control) => <DeviceSearch control={control} value={device} onChange={setDevice} />}
      </Field>
      <Button type="submit" busy={pending} className="mt-1 w-fit">
        {t("submit")}
      </Button>
    </form>
  );
}
