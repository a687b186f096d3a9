"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type Answers, isMethod, type Method } from "@/components/customer/booking/answers";
import { BackLink } from "@/components/customer/booking/back-link";
import { StepActions } from "@/components/customer/booking/step-actions";
import { useStep } from "@/components/customer/booking/use-step";
import { CentreList, type CentreOption } from "@/components/location/centre-list";
import { FoldedMap } from "@/components/location/folded-map";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";

interface CentreQuestionProps {
  answers: Answers;
  centres: CentreOption[];
  mapToken: string | null;
}

/** Which centre, and how the device gets there: the same choice in a list and on a map. */
export function CentreQuestion({ answers, centres, mapToken }: CentreQuestionProps) {
  const t = useTranslations("booking.centre");
  const { go, pending } = useStep("centre", answers);
  const [choice, setChoice] = useState(initialChoice(answers, centres));
  const [asked, setAsked] = useState(false);
  const [centreId, method] = choice?.split("|") ?? [];
  const { place } = answers;

  function choose(id: string, wanted: string | undefined = method) {
    const centre = centres.find((one) => one.id === id);
    const offered = centre?.offers.find((offer) => offer.method === wanted) ?? centre?.offers[0];
    if (offered) setChoice(`${id}|${offered.method}`);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (centreId && isMethod(method)) go("time", { centre: centreId, method });
  }

  const errors = asked && !choice ? [{ fieldId: "centre", message: t("missing") }] : [];
  return (
    <form noValidate onSubmit={submit} className="mt-6 grid gap-5">
      <ErrorSummary errors={errors} />
      <FoldedMap
        label={t("map")}
        token={mapToken}
        centres={centres.map(({ id, name, lat, lng }) => ({ id, name, lat, lng, emphasis: true }))}
        selectedId={centreId ?? null}
        onSelect={(id) => choose(id)}
        place={place ?? null}
        fit={[...(place ? [place] : []), ...nearby(centres)]}
        areas={method ? { method, centreId } : undefined}
      />
      <CentreList
        id="centre"
        legend={t("legend")}
        centres={centres}
        value={choice}
        error={errors[0]?.message}
        onChange={setChoice}
      />
      <StepActions>
        <Button type="submit" busy={pending}>
          {t("continue")}
        </Button>
        <BackLink step="centre" answers={answers} />
      </StepActions>
    </form>
  );
}

/** What the map shows at first: centres that one can go to; those that only take parcels may be far away. */
function nearby(centres: CentreOption[]): CentreOption[] {
  const near = centres.filter(({ offers }) => offers.some(({ method }) => method !== "mail_in"));
  return near.length > 0 ? near : centres.slice(0, 1);
}

/** What was chosen before, if it is still offered; else nothing, so that nobody is sent somewhere unasked. */
function initialChoice({ centre, method }: Answers, centres: CentreOption[]): string | null {
  const offered = (id: string, how: Method) =>
    centres.some((one) => one.id === id && one.offers.some((offer) => offer.method === how));
  return centre && method && offered(centre, method) ? `${centre}|${method}` : null;
}
