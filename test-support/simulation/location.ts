import { DomainError } from "@/server/kernel/errors";
import { writing } from "./commands";
import type { Verbs } from "./doors";
import type { Store, Transaction } from "./store";

export interface Slot {
  id: string;
  status: "held" | "claimed" | "booked";
  start: string;
  expiresAt: number | null;
  orderId: string | null;
}

const claimMillis = 15 * 60_000;

/** The slots of Location, by the rules of server/contexts/location/commands. */
export function locationVerbs(store: Store): Verbs {
  const { world } = store;
  const living = (slot: Slot | undefined, orderId: string) =>
    slot !== undefined &&
    ((slot.status === "held" && (slot.expiresAt ?? 0) > world.now) || slot.orderId === orderId);
  return {
    async "slots.held"({ holdId, orderId }) {
      await store.roundTrip();
      const slot = store.rows.get(`slots/${holdId}`) as Slot | undefined;
      const became =
        !world.faults.has("standing_move_not_known") && slot?.status === "booked" && slot.orderId === orderId;
      if (slot === undefined || !(became || (slot.status === "held" && (slot.expiresAt ?? 0) > world.now)))
        throw new DomainError("hold_expired");
      return { start: slot.start, end: slot.start, serviceCenterId: "gent", method: "drop_off" };
    },
    "serviceCenters.nearest": async () => ({ serviceCenterIds: [] }),
    "slots.claim": ({ holdId, orderId }) =>
      writing(store, undefined, async (tx) => {
        const slot = await tx.lock<Slot>(`slots/${holdId}`);
        if (slot === undefined || !living(slot, String(orderId))) throw new DomainError("hold_expired");
        const claimed = { status: "claimed", expiresAt: world.now + claimMillis } as const;
        tx.put(`slots/${holdId}`, {
          ...slot,
          ...(slot.status === "booked" ? {} : claimed),
          orderId: String(orderId),
        } satisfies Slot);
        return { slotId: slot.id };
      }),
    "slots.book": ({ orderId }) =>
      writing(store, undefined, async (tx) => {
        const slot = await slotOf(tx, String(orderId));
        if (slot === undefined) throw new DomainError("hold_expired");
        if (slot.status === "claimed") await book(tx, slot, String(orderId));
        return { slotId: slot.id };
      }),
    "slots.free": ({ orderId }) =>
      writing(store, undefined, async (tx) => ({ freed: await freeSlotOf(tx, String(orderId)) })),
    "slots.move": ({ orderId, holdId }, key) =>
      writing(store, key, async (tx) => {
        const there = await tx.lock<Slot>(`slots/${holdId}`);
        if (there !== undefined && there.orderId === orderId) return { slotId: there.id };
        if (!(await freeSlotOf(tx, String(orderId)))) throw new DomainError("conflict");
        if (there?.status !== "held" || (there.expiresAt ?? 0) <= world.now)
          throw new DomainError("hold_expired");
        await book(tx, there, String(orderId));
        return { slotId: there.id };
      }),
    "slots.settleMove": ({ orderId, holdId }) =>
      writing(store, undefined, async (tx) => {
        const slot = await tx.lock<Slot>(`slots/${holdId}`);
        if (slot?.status === "held") tx.put(`slots/${holdId}`, undefined);
        return { moved: slot !== undefined && slot.orderId === orderId };
      }),
    /** Refuses for good what the seed says, until the trouble is over. */
    "notes.add": ({ id, refused }, key) =>
      writing(store, key, async (tx) => {
        if (refused && world.troubled) throw new DomainError("conflict");
        await tx.set(`notes/${id}`, true);
        return {};
      }),
  };
}

async function book(tx: Transaction, slot: Slot, orderId: string): Promise<void> {
  tx.put(`slots/${slot.id}`, { ...slot, status: "booked", expiresAt: null, orderId } satisfies Slot);
  await tx.append(`slot-${slot.id}`, [{ type: "location.slot_booked.v1", data: { orderId } }]);
}

async function slotOf(tx: Transaction, orderId: string): Promise<Slot | undefined> {
  for (const [key, row] of [...tx.store.rowsOf<Slot>("slots/")]) {
    if (row.orderId !== orderId) continue;
    const slot = await tx.lock<Slot>(key);
    if (slot?.orderId === orderId) return slot;
  }
  return undefined;
}

/** Whether the order had a slot, which is free from now on. */
export async function freeSlotOf(tx: Transaction, orderId: string): Promise<boolean> {
  const again = () => (tx.store.world.faults.has("freed_by_one_look") ? undefined : slotOf(tx, orderId));
  const slot = (await slotOf(tx, orderId)) ?? (await again());
  if (slot === undefined) return false;
  tx.put(`slots/${slot.id}`, undefined);
  if (slot.status === "booked") {
    await tx.append(`slot-${slot.id}`, [{ type: "location.slot_freed.v1", data: { orderId } }]);
  }
  return true;
}
