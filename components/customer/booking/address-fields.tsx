"use client";

import { useTranslations } from "next-intl";
import type { Method } from "@/components/customer/booking/answers";
import { type FieldKit, TextField } from "@/components/customer/booking/text-field";

interface AddressFieldsProps {
  kit: FieldKit;
  country: string;
  method: Method | undefined;
}

/** Where to come to, asked only of those whom we visit. */
export function AddressFields({ kit, country, method }: AddressFieldsProps) {
  const t = useTranslations("booking.contact");
  return (
    <fieldset className="grid gap-4 border-line border-y py-5">
      <legend className="sr-only">{t("address")}</legend>
      <p className="font-semibold">{t(method === "on_site" ? "addressOnSite" : "addressPickup")}</p>
      <TextField kit={kit} field="line" autoComplete="street-address" />
      <div className="grid gap-4 sm:grid-cols-[9rem_1fr]">
        <TextField kit={kit} field="postcode" autoComplete="postal-code" />
        <TextField kit={kit} field="city" autoComplete="address-level2" />
      </div>
      <p className="text-muted text-sm">{t("country", { country })}</p>
    </fieldset>
  );
}
