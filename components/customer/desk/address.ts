import type { OrderStatus, QueueRow } from "@/components/customer/desk/types";

export const views = ["late", "arriving", "waiting"] as const;
export type View = (typeof views)[number];
export const methods = ["drop_off", "pickup", "on_site", "mail_in"] as const;

export const openStatuses = [
  "booked",
  "received",
  "diagnosing",
  "awaiting_approval",
  "approved",
  "awaiting_parts",
  "repairing",
  "quality_check",
  "unrepairable",
  "ready",
  "handed_over",
] as const satisfies OrderStatus[];

/** What the desk shows, as it stands in the page's address. */
export interface DeskAddress {
  center?: string | undefined;
  status?: (typeof openStatuses)[number] | undefined;
  method?: QueueRow["method"] | undefined;
  view?: View | undefined;
  order?: string | undefined;
}

type Get = (name: string) => string | null | undefined;

function oneOf<const Value extends string>(known: readonly Value[], given: string | null | undefined) {
  return known.find((value) => value === given);
}

/** Reads the address; what it does not know is left out. */
export function readAddress(get: Get): DeskAddress {
  const order = get("order") ?? undefined;
  return {
    center: get("center") || undefined,
    status: oneOf(openStatuses, get("status")),
    method: oneOf(methods, get("method")),
    view: oneOf(views, get("view")),
    order: order !== undefined && /^[0-9a-f-]{36}$/.test(order) ? order : undefined,
  };
}

export function writeAddress(address: DeskAddress): string {
  const given = Object.entries(address).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? "/desk" : `/desk?${new URLSearchParams(given)}`;
}

/** The queue verb's input for an address. */
export function queueInput({ center, status, method, view }: DeskAddress) {
  return { serviceCenterId: center, statuses: status && [status], method, view };
}

export function isFiltered({ status, method, view }: DeskAddress): boolean {
  return [status, method, view].some(Boolean);
}
