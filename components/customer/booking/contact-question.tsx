"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { AddressFields } from "@/components/customer/booking/address-fields";
import type { Answers } from "@/components/customer/booking/answers";
import { BackLink } from "@/components/customer/booking/back-link";
import { contactErrors, needsAddress } from "@/components/customer/booking/contact-rules";
import { DescriptionField } from "@/components/customer/booking/description-field";
import { changeDraft, useDraft } from "@/components/customer/booking/draft";
import { HoldGuard } from "@/components/customer/booking/hold-guard";
import { StepActions } from "@/components/customer/booking/step-actions";
import { type FieldKit, TextField } from "@/components/customer/booking/text-field";
import { useStep } from "@/components/customer/booking/use-step";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Skeleton } from "@/components/ui/skeleton";

interface ContactQuestionProps {
  answers: Answers;
  timeZone: string;
  /** The centre's country, in words: visits stay inside it. */
  country: string;
}

/** Who to write to; typed words stay in this tab through reloads, lost slots and steps back. */
export function ContactQuestion({ answers, timeZone, country }: ContactQuestionProps) {
  const t = useTranslations("booking.contact");
  const draft = useDraft();
  const { go, pending } = useStep("contact", answers);
  // Errors are shown from the first press on; each goes away as soon as its field is right.
  const [asked, setAsked] = useState(0);
  if (draft === null) return <Skeleton lines={5} />;
  const { contact } = draft;
  const withAddress = needsAddress(answers.method);
  const errors = contactErrors(contact, withAddress);

  const kit: FieldKit = {
    contact,
    errorOf: (field) => (asked > 0 && errors[field] ? t(`errors.${errors[field]}`) : undefined),
    change: (field, value) => changeDraft({ contact: { ...contact, [field]: value } }),
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(asked + 1);
    if (Object.keys(errors).length === 0) go("check");
  }

  const list = Object.entries(errors).map(([field, code]) => ({
    fieldId: field,
    message: t(`errors.${code}`),
  }));
  return (
    <form noValidate onSubmit={submit} className="mt-6 grid max-w-text gap-5">
      <HoldGuard step="contact" answers={answers} timeZone={timeZone} />
      <ErrorSummary key={asked} errors={asked > 0 ? list : []} />
      <TextField kit={kit} field="name" autoComplete="name" />
      <TextField kit={kit} field="email" type="email" autoComplete="email" inputMode="email" hint />
      <TextField kit={kit} field="phone" type="tel" autoComplete="tel" optional hint />
      {withAddress ? <AddressFields kit={kit} country={country} method={answers.method} /> : null}
      <DescriptionField value={contact.description} onChange={(text) => kit.change("description", text)} />
      <StepActions>
        <Button type="submit" busy={pending}>
          {t("continue")}
        </Button>
        <BackLink step="contact" answers={answers} />
      </StepActions>
    </form>
  );
}
