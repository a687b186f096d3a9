import type { Booking, DepositStatus } from "@/server/contexts/customer/contract/booking";
import type { PartNote } from "@/server/contexts/customer/contract/work-order-events";
import type { Saga, SagaCall } from "@/server/platform/sagas";
import { refusalOf } from "@/server/platform/trpc";
import { orLater } from "./or-later";

const dayMillis = 24 * 60 * 60 * 1000;
/** A part is kept for a device that comes late. */
const partKeptDays = 7;
const warehousesAsked = 5;

/**
 * A repair is booked when its slot and its work order both stand, or neither does. The hold becomes the order's
 * claim, the likely part is reserved, the order is opened, a deposit is asked for, the claim becomes the order's
 * slot; whatever refuses, the steps before are taken back. A part that is out of stock is noted on the order. With
 * Inventory or Payment away the repair is booked all the same, and they are asked later, until they answer.
 */
export const bookARepair: Saga<Booking> = {
  name: "book-a-repair",
  context: "customer",
  forgets: ["sealedForm"],
  steps: [
    {
      name: "claim the slot",
      async run({ ctx, state: { holdId, orderId } }) {
        await ctx.contexts.location.slots.claim.mutate({ holdId, orderId });
        return {};
      },
      compensate: freeTheSlot,
    },
    {
      name: "reserve the likely part",
      timeoutMillis: 3_000,
      run: async (call) => ({ part: await orLater(() => reserveThePart(call)) }),
      async compensate({ ctx, state: { orderId } }) {
        await ctx.contexts.inventory.stock.release.mutate({ orderId });
      },
    },
    {
      name: "open the work order",
      own: true,
      async run({ ctx, state: { sealedForm = "", reference: _, holdId: __, ...order } }) {
        const { reference } = await ctx.contexts.customer.workOrders.open.mutate({ ...order, sealedForm });
        return { reference };
      },
      async compensate({ ctx, state: { orderId } }) {
        await ctx.contexts.customer.workOrders.cancelBooking.mutate({ orderId });
      },
    },
    {
      name: "ask for the deposit",
      when: ({ deposit }) => deposit !== null,
      run: async (call) => ({ depositStatus: await orLater(() => askForTheDeposit(call)) }),
      async compensate({ ctx, state: { orderId, deposit } }) {
        if (deposit !== null) await ctx.contexts.payment.deposits.cancel.mutate({ orderId });
      },
    },
    {
      name: "confirm the slot",
      pivot: true,
      async run({ ctx, state: { orderId } }) {
        await ctx.contexts.location.slots.book.mutate({ orderId });
        return {};
      },
      compensate: freeTheSlot,
    },
    {
      name: "reserve the part now that Inventory is back",
      when: ({ part }) => part === "later",
      retry: { attempts: 1, lastly: "wait", waitSeconds: 10 },
      run: reserveAndNoteThePart,
    },
    {
      name: "ask for the deposit now that Payment is back",
      when: ({ depositStatus }) => depositStatus === "later",
      retry: { attempts: 1, lastly: "wait", waitSeconds: 10 },
      run: askForTheDepositOfAStandingOrder,
    },
  ],
};

async function freeTheSlot({ ctx, state: { orderId } }: SagaCall<Booking>): Promise<void> {
  await ctx.contexts.location.slots.free.mutate({ orderId });
}

/** From the centre's own shelves, which are asked alone where they may have it; else from the nearest that has it. */
async function reserveThePart({ ctx, state }: SagaCall<Booking>): Promise<PartNote> {
  const { orderId, deviceId: deviceModelId, faultId, serviceCenterId, end } = state;
  const expiresAt = new Date(Date.parse(end) + partKeptDays * dayMillis).toISOString();
  const needs = { orderId, deviceModelId, faultId, expiresAt };
  const { parts } = ctx.contexts.inventory;
  if (!state.partIsNotHere) {
    const own = await parts.promise.mutate({ ...needs, serviceCenterIds: [serviceCenterId] });
    if (own.part !== "to_order") return own.part;
  }
  const near = await ctx.contexts.location.serviceCenters.nearest.query({
    id: serviceCenterId,
    limit: warehousesAsked,
  });
  const asked = [serviceCenterId, ...near.serviceCenterIds];
  return (await parts.promise.mutate({ ...needs, serviceCenterIds: asked })).part;
}

/** An order that was closed meanwhile needs no part; one that was cancelled gets none. */
async function reserveAndNoteThePart(call: SagaCall<Booking>): Promise<Partial<Booking>> {
  const { orderId } = call.state;
  const part = await noneIfTakenBack(() => reserveThePart(call));
  const { open } = await call.ctx.contexts.customer.workOrders.notePart.mutate({ orderId, part });
  if (!open) await call.ctx.contexts.inventory.stock.release.mutate({ orderId });
  return { part };
}

async function noneIfTakenBack(reserve: () => Promise<PartNote>): Promise<PartNote> {
  return (await unlessTakenBack(reserve)) ?? "none";
}

async function unlessTakenBack<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (refusalOf(error).code === "order_taken_back") return undefined;
    throw error;
  }
}

async function askForTheDeposit({ ctx, state }: SagaCall<Booking>): Promise<DepositStatus> {
  const { orderId, deposit } = state;
  if (deposit === null) throw new Error("no deposit is asked for");
  const asked = { orderId, ...deposit, reason: "booking" };
  return (await ctx.contexts.payment.deposits.request.mutate(asked)).status;
}

/** Who cancelled meanwhile is asked for nothing: the own context knows of it before Payment has heard it. */
async function askForTheDepositOfAStandingOrder(call: SagaCall<Booking>): Promise<Partial<Booking>> {
  const { open } = await call.ctx.contexts.customer.workOrders.isOpen.query({ orderId: call.state.orderId });
  const depositStatus = open ? await unlessTakenBack(() => askForTheDeposit(call)) : undefined;
  return depositStatus === undefined ? {} : { depositStatus };
}
