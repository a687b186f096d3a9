"use client";

import { useTranslations } from "next-intl";
import { descriptionLimit } from "@/components/customer/booking/contact-rules";
import { LongText } from "@/components/customer/long-text";

interface DescriptionFieldProps {
  value: string;
  onChange: (text: string) => void;
}

/** What else there is to say. */
export function DescriptionField({ value, onChange }: DescriptionFieldProps) {
  const t = useTranslations("booking.contact");
  return (
    <LongText
      id="description"
      label={t("description")}
      hint={t("descriptionHint")}
      optional
      limit={descriptionLimit}
      value={value}
      onChange={onChange}
      leftText={(count) => t("charactersLeft", { count })}
      cutText={(length, limit) => t("cut", { length, limit })}
    />
  );
}
