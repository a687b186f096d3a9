import { type WorkOrderEvent, workOrderStream } from "@/server/contexts/customer/contract/work-order-events";
import {
  decide,
  evolve,
  noWorkOrder,
  type WorkOrder,
  type WorkOrderCommand,
} from "@/server/contexts/customer/domain/work-order";
import { DomainError } from "@/server/kernel/errors";
import { runSaga } from "@/server/platform/sagas";
import { rescheduleARepair } from "@/server/sagas/reschedule-a-repair";
import { writing } from "./commands";
import type { Deposit } from "./deposit-saga";
import type { Verbs } from "./doors";
import type { Sagas } from "./portal";
import { wakeIn } from "./saga-io";
import type { Store, Transaction } from "./store";

/** The orders of Customer: the real rules over the model's streams. */
export function customerVerbs(store: Store, planted: Sagas): Verbs {
  const { world } = store;
  let orders = 0;
  let deposits = 0;
  let reschedulings = 0;
  return {
    "bookings.book": async (input, _, ctx) => {
      const begin = async () => {
        const held = await ctx.contexts.location.slots.held.query({ holdId: String(input.holdId) });
        const at = world.date().toISOString();
        const facts = { deviceId: "d", faultId: "f", serviceCenterId: "gent", method: "drop_off" } as const;
        const price = { amountMinor: 1, currency: "EUR" };
        const times = { start: held.start, end: held.end, promisedBy: at, low: price, high: price };
        const deposit = input.deposit ? price : null;
        const orderId = `order-${++orders}`;
        return {
          ...facts,
          ...times,
          orderId,
          holdId: String(input.holdId),
          locale: "en",
          sealedForm: "",
          deposit,
        };
      };
      const { orderId, reference } = await runSaga(ctx, planted.bookARepair, begin, input);
      return { orderId, reference };
    },
    "bookings.reschedule": async (input, _, ctx) => {
      const orderId = String(input.orderId);
      const begin = async () => {
        await store.roundTrip();
        const order = orderOf(
          store.committed.filter(({ streamId }) => streamId === workOrderStream(orderId)),
        );
        if (order.status !== "booked") throw new DomainError("transition_not_allowed");
        const held = await ctx.contexts.location.slots.held.query({ holdId: String(input.holdId), orderId });
        const promisedBy = order.promisedBy;
        return {
          reschedulingId: `rescheduling-${++reschedulings}`,
          orderId,
          holdId: String(input.holdId),
          reference: order.reference,
          wanted: { start: held.start, end: held.end, promisedBy },
          before: { start: order.slotStart, end: order.slotEnd, promisedBy },
        };
      };
      const { wanted } = await runSaga(ctx, rescheduleARepair, begin, input);
      return { start: wanted.start };
    },
    "deposits.take": async ({ id: wish, refused, declined }, _, ctx) => {
      // Another try under a key that became free again is another deposit.
      const begin = (): Deposit => ({
        id: `${wish}/${++deposits}`,
        refused: refused === true,
        declined: declined === true,
      });
      await runSaga(ctx, planted.takeADeposit, begin, { wish });
      return { wish };
    },
    "workOrders.open": ({ orderId, start, end, promisedBy }) =>
      writing(store, undefined, async (tx) => {
        const id = String(orderId);
        const [loaded, version] = await load(tx, id);
        if (loaded.status !== "none") return { reference: loaded.reference };
        const reference = `MC-${id}`;
        const order = {
          reference,
          customerId: "c",
          deviceModelId: "d",
          faultId: "f",
          serviceCenterId: "gent",
        };
        const times = { slotStart: String(start), slotEnd: String(end), promisedBy: String(promisedBy) };
        const command = { kind: "book", order: { ...order, ...times, method: "drop_off" } } as const;
        await record(tx, id, version, decide(command, loaded));
        return { reference };
      }),
    "workOrders.isOpen": ({ orderId }) =>
      store.write(async (tx) => {
        const [{ status }] = await load(tx, String(orderId));
        if (status === "none") throw new DomainError("not_found");
        return { open: status !== "cancelled" };
      }),
    "workOrders.notePart": ({ orderId, part }) =>
      writing(store, undefined, async (tx) => {
        const id = String(orderId);
        const [loaded] = await load(tx, id);
        if (loaded.status === "none") throw new DomainError("not_found");
        await tx.set(`parts/${id}`, part);
        return { part, open: loaded.status !== "cancelled" };
      }),
    "workOrders.cancelBooking": ({ orderId }) =>
      writing(store, undefined, async (tx) => {
        const id = String(orderId);
        const [loaded, version] = await load(tx, id);
        if (loaded.status === "none" || loaded.status === "cancelled") return { cancelled: false };
        await record(tx, id, version, decide({ kind: "cancel", reason: "booking_failed" }, loaded));
        return { cancelled: true };
      }),
    "workOrders.reschedule": ({ orderId, start, end, promisedBy }, key) =>
      writing(store, key, async (tx) => {
        const id = String(orderId);
        const [loaded, version] = await load(tx, id);
        const changed = decide(rescheduled({ start, end, promisedBy }), loaded);
        await record(tx, id, version, changed);
        return { changed: changed.length > 0 };
      }),
    "workOrders.keep": ({ orderId, reschedulingId, from }) =>
      writing(store, undefined, async (tx) => {
        if (world.faults.has("order_not_kept_while_it_moves")) return { kept: true };
        const id = String(orderId);
        const running = await tx.lock(`reschedulings/${id}`);
        if (running !== undefined && running !== reschedulingId)
          throw new DomainError("order_being_rescheduled");
        tx.put(`reschedulings/${id}`, reschedulingId);
        const [loaded] = await load(tx, id);
        if (loaded.status === "none") throw new DomainError("not_found");
        if (loaded.slotStart !== from && !world.faults.has("moved_from_an_old_time"))
          throw new DomainError("order_being_rescheduled");
        return { kept: true };
      }),
    "workOrders.letGo": ({ orderId, reschedulingId }) =>
      writing(store, undefined, async (tx) => {
        if ((await tx.lock(`reschedulings/${orderId}`)) === reschedulingId)
          tx.put(`reschedulings/${orderId}`, undefined);
        return { letGo: true };
      }),
    "workOrders.takeRescheduleBack": ({ orderId, start, end, promisedBy, from }, key) =>
      writing(store, key, async (tx) => {
        const id = String(orderId);
        const [loaded, version] = await load(tx, id);
        if (loaded.status !== "booked" || loaded.slotStart !== from) return { changed: false };
        const changed = decide(rescheduled({ start, end, promisedBy }), loaded);
        await record(tx, id, version, changed);
        return { changed: changed.length > 0 };
      }),
    "workOrders.cancel": ({ orderId }, key) =>
      writing(store, key, async (tx) => {
        const id = String(orderId);
        const [loaded, version] = await load(tx, id);
        await record(tx, id, version, decide({ kind: "cancel", reason: "by_customer" }, loaded));
        return { id };
      }),
    "deposits.note": ({ id }) =>
      writing(store, undefined, async (tx) => {
        await tx.set(`deposits/${id}`, { status: "noted" });
        return {};
      }),
    "deposits.forget": ({ id }) =>
      writing(store, undefined, async (tx) => {
        const before = await tx.lock<{ status: string }>(`deposits/${id}`);
        // What is settled can't be made undone.
        if (before?.status !== "settled") tx.put(`deposits/${id}`, { status: "forgotten", at: world.now });
        return {};
      }),
    "deposits.settle": ({ id }) =>
      writing(store, undefined, async (tx) => {
        await tx.set(`deposits/${id}`, { status: "settled" });
        return {};
      }),
    "deposits.isPaid": async ({ id }) => {
      await store.roundTrip();
      return { paid: store.rows.has(`paid/${id}`) };
    },
    /** What the provider's message leads to: the fact, and whoever waits for it is woken with it. */
    "deposits.paid": ({ id }) =>
      writing(store, undefined, async (tx) => {
        if (await tx.insert(`paid/${id}`, { at: world.now })) await wakeIn(tx, `paid:${id}`);
        return {};
      }),
  };
}

export function orderOf(events: readonly { type: string; data: object }[]): WorkOrder {
  // Written by decide() above.
  return (events as unknown as WorkOrderEvent[]).reduce(evolve, noWorkOrder);
}

async function load(tx: Transaction, orderId: string): Promise<[WorkOrder, number]> {
  await tx.store.roundTrip();
  const events = tx.stream(workOrderStream(orderId));
  return [orderOf(events), events.length];
}

async function record(tx: Transaction, orderId: string, version: number, events: readonly WorkOrderEvent[]) {
  if (events.length === 0) return;
  const moved = await tx.append(workOrderStream(orderId), events, version);
  if (moved === undefined) throw new DomainError("version_conflict");
}

function rescheduled(time: { start: unknown; end: unknown; promisedBy: unknown }): WorkOrderCommand {
  const [slotStart, slotEnd, promisedBy] = [String(time.start), String(time.end), String(time.promisedBy)];
  return { kind: "reschedule", slotStart, slotEnd, promisedBy };
}
