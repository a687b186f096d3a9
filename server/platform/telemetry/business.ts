import { type BusinessIds, noteIds } from "@/server/platform/correlation";
import { setOnSpan } from "./trace";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const slug = /^[a-z]{2}-[a-z0-9-]{2,60}$/;

/** The ids by their names in verbs' inputs and events. A name says which; its shape says that it is an id. */
const fields: readonly [name: string, as: keyof BusinessIds, shape: RegExp][] = [
  ["customerId", "customerId", uuid],
  ["orderId", "orderId", uuid],
  ["workOrderId", "orderId", uuid],
  ["serviceCenterId", "serviceCenterId", slug],
];
const orderStream = /^work_order-(.+)$/;

/** Customer, order and centre in a checked input or an event's data. Ids only; everything else is left alone. */
export function idsIn(value: unknown, streamId?: string): BusinessIds {
  const ids: BusinessIds = {};
  const order = orderStream.exec(streamId ?? "")?.[1];
  if (order !== undefined && uuid.test(order)) ids.orderId = order;
  if (typeof value !== "object" || value === null) return ids;
  const found = value as Record<string, unknown>;
  for (const [name, as, shape] of fields) {
    const id = found[name];
    if (typeof id === "string" && shape.test(id)) ids[as] = id;
  }
  return ids;
}

/** Puts customer, order and centre on the current span and on the log lines of what is being done. */
export function about(value: unknown, streamId?: string): void {
  const ids = idsIn(value, streamId);
  if (Object.keys(ids).length === 0) return;
  noteIds(ids);
  setOnSpan(attributesOf(ids));
}

export function attributesOf({ customerId, orderId, serviceCenterId }: BusinessIds): Record<string, string> {
  return {
    ...(customerId === undefined ? {} : { "mc.customer_id": customerId }),
    ...(orderId === undefined ? {} : { "mc.order_id": orderId }),
    ...(serviceCenterId === undefined ? {} : { "mc.service_center_id": serviceCenterId }),
  };
}
