import type { Money } from "@/server/kernel/money";

/** What the saga that books a repair carries from step to step: ids, facts, and what was typed only sealed. */
export interface Booking {
  orderId: string;
  holdId: string;
  deviceId: string;
  faultId: string;
  serviceCenterId: string;
  method: "drop_off" | "on_site" | "pickup" | "mail_in";
  start: string;
  end: string;
  promisedBy: string;
  low: Money;
  high: Money;
  locale: string;
  /** Contact, address and description; forgotten when the saga ends. */
  sealedForm?: string;
  /** Known once the order is open. */
  reference?: string;
}
