import type { Money } from "@/server/kernel/money";
import type { PartNote } from "./work-order-events";

export type DepositStatus = "requested" | "captured" | "declined";

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
  /** Asked for in advance; null when nothing is. */
  deposit: Money | null;
  /** The centre itself had no such part when the price was asked for. */
  partIsNotHere?: boolean;
  /** Where the part is, once Inventory has been asked; `later` when it was away. */
  part?: PartNote;
  /** How the deposit stands, once Payment has been asked; `later` when it was away. */
  depositStatus?: DepositStatus | "later";
  /** Contact, address and description; forgotten when the saga ends. */
  sealedForm?: string;
  /** Known once the order is open. */
  reference?: string;
}
