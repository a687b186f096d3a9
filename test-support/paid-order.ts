import { randomUUID } from "node:crypto";
import { callBy, staff } from "./calls";
import { gent } from "./network";
import { readyOrder } from "./orders";

/** A repaired device whose repair was paid in cash already, so that it only waits to be handed over. */
export async function paidOrder(priceMinor: number): Promise<{ id: string; version: number }> {
  const order = await readyOrder();
  const desk = callBy(staff({ role: "front_desk", serviceCenterId: gent.id }));
  await desk.contexts.payment.payments.record.mutate({
    paymentId: randomUUID(),
    orderId: order.id,
    serviceCenterId: gent.id,
    method: "cash",
    amountMinor: priceMinor,
    currency: "EUR",
  });
  return order;
}
