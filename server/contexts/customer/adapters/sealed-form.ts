import { purposeKey, seal, unseal } from "@/server/platform/crypto";
import type { BookingForm } from "../domain/booking-form";

/** What was typed, on its way from the booking to the order: nobody but Customer can read it meanwhile. */
export function sealForm(form: BookingForm): string {
  return Buffer.from(seal(purposeKey("booking-forms"), JSON.stringify(form))).toString("base64");
}

export function openForm(sealed: string): BookingForm {
  const clear = unseal(purposeKey("booking-forms"), Buffer.from(sealed, "base64"));
  return JSON.parse(clear.toString("utf8")) as BookingForm; // written by sealForm
}
