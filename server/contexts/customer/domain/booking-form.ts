import { z } from "zod";
import { looksLikeEmail } from "@/server/kernel/email";
import { DomainError } from "@/server/kernel/errors";
import { lengthOf, lineSchema, paragraphsOf } from "@/server/kernel/text";

/** Phones as people write them, in any country: the desk reads them, no machine dials them. */
const phoneSchema = z
  .string()
  .max(40)
  .transform((typed) => typed.trim())
  .refine((phone) => /^\+?[\d\s()./-]+$/.test(phone) && /^\d{6,15}$/.test(phone.replace(/\D/g, "")));

export const contactSchema = z.object({
  name: lineSchema(120),
  email: z
    .string()
    .max(400)
    .transform((typed) => typed.trim())
    .refine(looksLikeEmail),
  phone: z.preprocess((typed) => (typed === "" ? undefined : typed), phoneSchema.optional()),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .max(35),
});

export const addressSchema = z.object({
  line: lineSchema(200),
  postcode: lineSchema(20),
  city: lineSchema(120),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .transform((code) => code.toUpperCase()),
});

/** What a person types to book a repair. */
export interface BookingForm {
  contact: z.output<typeof contactSchema>;
  address?: z.output<typeof addressSchema> | undefined;
  description?: string | undefined;
}

export const textLimits = { description: 5_000, message: 5_000 } as const;

/** A text that may be long, cleaned; refuses with `text_too_long` and the limit, so that it can be shortened. */
export function longText(field: keyof typeof textLimits, typed: string): string {
  const limit = textLimits[field];
  const text = paragraphsOf(typed);
  const length = lengthOf(text);
  if (length > limit) throw new DomainError("text_too_long", { field, limit, length });
  return text;
}

/** Whoever comes, and whatever is fetched, needs to know where. */
export function addressIsGivenWhereSomeoneComes(method: string, address: BookingForm["address"]): void {
  if ((method === "on_site" || method === "pickup") && address === undefined) {
    throw new DomainError("address_required", { method });
  }
}
