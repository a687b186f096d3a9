import { randomUUID } from "node:crypto";
import { sealForm } from "@/server/contexts/customer/adapters/sealed-form";
import { loadWorkOrder, recordWorkOrderEvents } from "@/server/contexts/customer/adapters/work-order-store";
import type { WorkOrderEvent } from "@/server/contexts/customer/contract/work-order-events";
import { decide, evolve, type WorkOrderCommand } from "@/server/contexts/customer/domain/work-order";
import { inTransaction } from "@/server/platform/verb";
import { callBy, insideVerb } from "@/test-support/calls";
import { gent, macbook, screen } from "@/test-support/network";

interface BookedOrder {
  id: string;
  reference: string;
}

/** A booking of a laptop in Gent for 2 November 2026, 10:00, as the saga opens it; without a slot. */
export async function bookedOrder(
  changes: Partial<{
    serviceCenterId: string;
    method: "drop_off" | "pickup";
    name: string;
    email: string;
    start: string;
    promisedBy: string;
    description: string;
    phone: string;
  }> = {},
): Promise<BookedOrder> {
  const id = randomUUID();
  const start = changes.start ?? "2026-11-02T09:00:00.000Z";
  const { reference } = await callBy({
    kind: "service",
    context: "customer",
    onBehalfOf: { kind: "guest" },
  }).contexts.customer.workOrders.open.mutate({
    orderId: id,
    deviceId: macbook.id,
    faultId: screen.id,
    serviceCenterId: changes.serviceCenterId ?? gent.id,
    method: changes.method ?? "drop_off",
    start,
    end: new Date(Date.parse(start) + 75 * 60_000).toISOString(),
    promisedBy: changes.promisedBy ?? "2026-11-04T16:00:00.000Z",
    low: { amountMinor: 23595, currency: "EUR" },
    high: { amountMinor: 28435, currency: "EUR" },
    locale: "de",
    sealedForm: sealForm({
      contact: {
        name: changes.name ?? "Łukasz Müller",
        email: changes.email ?? "lukasz@example.org",
        phone: changes.phone ?? "+32 470 00 00 00",
        locale: "de",
      },
      address: undefined,
      description: changes.description ?? "Fell off the table.",
    }),
  });
  return { id, reference };
}

const untilDiagnosis: readonly WorkOrderCommand[] = [
  { kind: "receive", accessories: [], photos: 2, photosWaivedBy: null },
  { kind: "move", move: "start_diagnosis" },
];
const untilReady: readonly WorkOrderCommand[] = [
  ...untilDiagnosis,
  { kind: "move", move: "start_repair" },
  { kind: "move", move: "check_quality" },
  { kind: "move", move: "finish" },
];

/** An order whose device is repaired and waits for its customer; the estimate was 235.95 to 284.35 euro. */
export async function readyOrder(): Promise<BookedOrder & { version: number }> {
  return orderAfter(untilReady);
}

/** An order whose device somebody looks at; nothing was sent yet. */
export async function diagnosedOrder(): Promise<BookedOrder & { version: number }> {
  return orderAfter(untilDiagnosis);
}

async function orderAfter(commands: readonly WorkOrderCommand[]): Promise<BookedOrder & { version: number }> {
  const order = await bookedOrder();
  const version = await inTransaction(insideVerb("customer", "test"), async (ctx) => {
    const loaded = await loadWorkOrder(ctx.tx, order.id);
    const events: WorkOrderEvent[] = [];
    let state = loaded.order;
    for (const command of commands) {
      const decided = decide(command, state);
      events.push(...decided);
      state = decided.reduce(evolve, state);
    }
    await recordWorkOrderEvents(ctx, order.id, loaded, events);
    return loaded.streamVersion + events.length;
  });
  return { ...order, version };
}
