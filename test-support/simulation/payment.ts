import { DomainError } from "@/server/kernel/errors";
import { writing } from "./commands";
import type { Verbs } from "./doors";
import type { Store, Transaction } from "./store";
import { sleep } from "./world";

export interface Charge {
  id: string;
  depositId: string;
  refundedAt: number | null;
}

/** What Payment knows of a booking's deposit. */
export interface Deposit {
  status: "requested" | "captured" | "cancelled" | "refunded";
  /** The provider has heard of it. */
  heard: boolean;
}

/** Payment's deposits, and a charge that is one too many whenever its key does not hold. */
export function paymentVerbs(store: Store, onCharged: (depositId: string) => void): Verbs {
  return { ...bookingDeposits(store), ...charges(store, onCharged) };
}

/** By the rules of server/contexts/payment/commands/{request-deposit,cancel-deposits}.ts. */
function bookingDeposits(store: Store): Verbs {
  const { world } = store;
  return {
    async "deposits.request"({ orderId }) {
      const key = `booking-deposits/${orderId}`;
      const opened: Deposit = await store.write(async (tx) => {
        const before = await tx.lock<Deposit>(key);
        if (before === undefined) tx.put(key, { status: "requested", heard: false } satisfies Deposit);
        return before ?? { status: "requested", heard: false };
      });
      if (opened.status === "requested" && !opened.heard) {
        const captured = world.chance.happens(0.5);
        await sleep(world.chance.next() * 300);
        await store.write((tx) => heardFromProvider(tx, key, captured));
      }
      await store.roundTrip();
      const { status } = store.rows.get(key) as Deposit;
      if (status === "cancelled" || status === "refunded") throw new DomainError("conflict", { status });
      return { depositId: key, status };
    },
    async "deposits.cancel"({ orderId }) {
      const key = `booking-deposits/${orderId}`;
      await store.write(async (tx) => {
        const before = await tx.lock<Deposit>(key);
        if (before !== undefined) tx.put(key, takenBack(before));
      });
      return {};
    },
  };
}

function takenBack(before: Deposit): Deposit {
  return { ...before, status: before.status === "captured" ? "refunded" : "cancelled" };
}

/** Money that arrived is never talked away, also where it was cancelled meanwhile. */
async function heardFromProvider(tx: Transaction, key: string, captured: boolean): Promise<void> {
  const before = await tx.lock<Deposit>(key);
  const late = before?.status === "cancelled" && captured;
  const status = captured ? "captured" : "requested";
  if (before?.status === "requested" || late) tx.put(key, { status, heard: true } satisfies Deposit);
}

/** Every request that comes through is a charge. A refund keeps out whatever comes later. */
function charges(store: Store, onCharged: (depositId: string) => void): Verbs {
  const { world } = store;
  let count = 0;
  return {
    "charges.take": ({ id, declined }, key) =>
      writing(store, world.faults.has("call_without_key") ? undefined : key, async (tx) => {
        if (declined && world.troubled) throw new DomainError("conflict");
        const account = await tx.lock<"open" | "refused">(`accounts/${id}`);
        if (account === "refused" && !world.faults.has("late_call_after_compensation")) {
          throw new DomainError("conflict");
        }
        tx.put(`accounts/${id}`, "open");
        const charge: Charge = { id: `charge-${++count}`, depositId: String(id), refundedAt: null };
        await tx.set(`charges/${charge.id}`, charge);
        tx.atCommit(() => onCharged(String(id)));
        return { chargeId: charge.id };
      }),
    "charges.refund": ({ id }) =>
      writing(store, undefined, async (tx) => {
        await tx.set(`accounts/${id}`, "refused");
        for (const [key, charge] of [...store.rowsOf<Charge>("charges/")]) {
          if (charge.depositId !== id || charge.refundedAt !== null) continue;
          await tx.set(key, { ...charge, refundedAt: world.now } satisfies Charge);
        }
        return {};
      }),
  };
}
