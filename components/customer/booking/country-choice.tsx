"use client";

import { useTranslations } from "next-intl";
import type { Answers } from "@/components/customer/booking/answers";
import { useStep } from "@/components/customer/booking/use-step";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

interface CountryChoiceProps {
  answers: Answers;
  value: string;
  countries: { value: string; label: string }[];
}

/** Prices differ by country; until the place is known, people may say which one is theirs. */
export function CountryChoice({ answers, value, countries }: CountryChoiceProps) {
  const t = useTranslations("booking.price");
  const { stay, pending } = useStep("price", answers);
  return (
    <Field label={t("countryLabel")} className="max-w-xs">
      {(control) => (
        <Select
          {...control}
          value={value}
          aria-busy={pending || undefined}
          onChange={(event) => stay({ country: event.target.value })}
          options={countries}
        />
      )}
    </Field>
  );
}
