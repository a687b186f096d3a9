"use client";

import { LocateFixed } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { Answers } from "@/components/customer/booking/answers";
import { BackLink } from "@/components/customer/booking/back-link";
import { StepActions } from "@/components/customer/booking/step-actions";
import { useStep } from "@/components/customer/booking/use-step";
import { type Place, PlaceSearch } from "@/components/location/place-search";
import { useHere } from "@/components/location/use-here";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field, FieldError } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

export interface CentreChoice {
  id: string;
  label: string;
  city: string;
  lat: number;
  lng: number;
}

interface PlaceQuestionProps {
  answers: Answers;
  centres: CentreChoice[];
}

/** Where the computer is: by name, by the device's own position, or by choosing a centre from all of them. */
export function PlaceQuestion({ answers, centres }: PlaceQuestionProps) {
  const t = useTranslations("booking.place");
  const { go, pending } = useStep("place", answers);
  const [place, setPlace] = useState<Place | null>(asPlace(answers.place));
  const [asked, setAsked] = useState(false);
  const here = useHere((found) => go("centre", { place: { name: t("here"), ...found } }));

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (place) go("centre", { place: { name: place.name, lat: place.lat, lng: place.lng } });
  }

  function chooseCentre(id: string) {
    const centre = centres.find((one) => one.id === id);
    if (centre) go("centre", { place: { name: centre.city, lat: centre.lat, lng: centre.lng } });
  }

  const error = asked && place === null ? t("missing") : undefined;
  return (
    <form noValidate onSubmit={submit} className="mt-6 grid max-w-text gap-5">
      <ErrorSummary errors={error ? [{ fieldId: "place", message: error }] : []} />
      <Field id="place" label={t("label")} hint={t("hint")} error={error}>
        {(control) => <PlaceSearch control={control} value={place} onChange={setPlace} />}
      </Field>
      <div className="grid gap-1.5">
        <Button
          look="secondary"
          className="w-fit"
          busy={here.state === "asking"}
          icon={<LocateFixed aria-hidden="true" strokeWidth={1.75} className="size-5" />}
          onClick={here.ask}
        >
          {t("useHere")}
        </Button>
        <div role="status">
          <FieldError id="here-error">
            {here.state === "denied" || here.state === "failed" ? t(here.state) : null}
          </FieldError>
        </div>
      </div>
      <details className="group">
        <summary className="w-fit min-h-control content-center text-signal underline underline-offset-4">
          {t("notFound")}
        </summary>
        <Field label={t("centre")} hint={t("centreHint")} className="mt-3">
          {(control) => (
            <Select
              {...control}
              placeholder={t("chooseCentre")}
              value=""
              onChange={(event) => chooseCentre(event.target.value)}
              options={centres.map(({ id, label }) => ({ value: id, label }))}
            />
          )}
        </Field>
      </details>
      <StepActions>
        <Button type="submit" busy={pending}>
          {t("continue")}
        </Button>
        <BackLink step="place" answers={answers} />
      </StepActions>
    </form>
  );
}

function asPlace(place: Answers["place"]): Place | null {
  if (place === undefined || place.name === "") return null;
  return { id: `${place.lat} ${place.lng}`, region: "", country: "", ...place };
}
