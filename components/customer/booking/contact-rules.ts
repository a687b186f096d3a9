import type { Method } from "@/components/customer/booking/answers";
import type { Contact } from "@/components/customer/booking/draft";

export const descriptionLimit = 5_000;
/** Long enough for every name; the server has the last word. */
export const lineLimit = 200;

export function needsAddress(method: Method | undefined): boolean {
  return method === "on_site" || method === "pickup";
}

export type ContactField = keyof Contact;

/** What is missing or can't be right, by field; the words are `booking.contact.errors.<value>`. */
export function contactErrors(contact: Contact, withAddress: boolean): Partial<Record<ContactField, string>> {
  const errors: Partial<Record<ContactField, string>> = {};
  const filled = (field: ContactField) => contact[field].trim() !== "";
  if (!filled("name")) errors.name = "nameMissing";
  if (!filled("email")) errors.email = "emailMissing";
  else if (!/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(contact.email.trim())) errors.email = "emailWrong";
  if (filled("phone") && !/^\+?[\d\s()./-]{5,30}$/.test(contact.phone.trim())) errors.phone = "phoneWrong";
  if (!withAddress) return errors;
  if (!filled("line")) errors.line = "lineMissing";
  if (!filled("postcode")) errors.postcode = "postcodeMissing";
  if (!filled("city")) errors.city = "cityMissing";
  return errors;
}
