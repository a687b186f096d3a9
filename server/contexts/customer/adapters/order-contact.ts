import { openText } from "./customer-vault";

export interface OrderContact {
  name: string;
  email: string;
  phone: string | null;
  locale: string;
}

interface KnownCustomer extends OrderContact {
  dataKey: Uint8Array;
}

/** Whom to speak to about an order: what was typed when it was booked, else the customer as known. */
export function orderContact(sealed: Uint8Array | null, customer: KnownCustomer): OrderContact {
  const { name, email, phone, locale, dataKey } = customer;
  if (sealed === null) return { name, email, phone, locale };
  // Written by openWorkOrder().
  const typed = JSON.parse(openText(dataKey, sealed)) as Omit<OrderContact, "phone"> & { phone?: string };
  return { ...typed, phone: typed.phone ?? null };
}
