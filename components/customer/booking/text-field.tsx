"use client";

import { useTranslations } from "next-intl";
import { type ContactField, lineLimit } from "@/components/customer/booking/contact-rules";
import type { Contact } from "@/components/customer/booking/draft";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** What the fields of the contact page share. */
export interface FieldKit {
  contact: Contact;
  errorOf: (field: ContactField) => string | undefined;
  change: (field: ContactField, value: string) => void;
}

interface TextFieldProps {
  kit: FieldKit;
  field: Exclude<ContactField, "description">;
  type?: "text" | "email" | "tel";
  autoComplete: string;
  inputMode?: "email" | "text";
  optional?: boolean;
  hint?: boolean;
  className?: string;
}

export function TextField({ kit, field, optional, hint, className, ...input }: TextFieldProps) {
  const t = useTranslations("booking.contact");
  return (
    <Field
      id={field}
      label={t(field)}
      hint={hint ? t(`${field}Hint`) : undefined}
      error={kit.errorOf(field)}
      optional={optional}
      className={className}
    >
      {(control) => (
        <Input
          {...control}
          {...input}
          name={field}
          dir="auto"
          maxLength={lineLimit}
          value={kit.contact[field]}
          onChange={(event) => kit.change(field, event.target.value)}
        />
      )}
    </Field>
  );
}
