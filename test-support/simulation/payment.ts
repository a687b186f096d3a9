import { DomainError } from "@/server/kernel/errors";
import { writing } from "./commands";
import type { Verbs } from "./doors";
import type { Store } from "./store";
import { holdOrder, orderMustBeOpen, takeOrderBack } from "./taken-back";
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

/** What the provider has of an order's deposit. What waits may be paid, until it is called off. */
export type AtProvider = "waits" | "captured" | "called off" | "given back";

/** Who is told of what happens outside. */
export interface Outside {
  charged: (depositId: string) => void;
  /** The provider asked a customer for a deposit, which they may pay when they like. */
  asked: (orderId: string) => void;
}

/** Payment's deposits, and a charge that is one too many whenever its key does not hold. */
export function paymentVerbs(store: Store, outside: Outside): Verbs {
  return { ...bookingDeposits(store, outside), ...charges(store, outside.charged) };
}

/** By the rules of server/contexts/payment/commands/{request-deposit,cancel-deposits,receive-webhook}.ts. */
function bookingDeposits(store: Store, { asked: told }: Outside): Verbs {
  return {
    async "deposits.request"({ orderId }) {
      const id = String(orderId);
      const opened: Deposit = await store.write(async (tx) => {
        await orderMustBeOpen(tx, id);
        const before = await tx.lock<Deposit>(depositRow(id));
        if (before === undefined) tx.put(depositRow(id), asked);
        return before ?? asked;
      });
      if (opened.status === "requested" && !opened.heard) await askProvider(store, id, told);
      const [stands, status] = await store.write(async (tx) => {
        const open = await holdOrder(tx, id);
        return [open, (await tx.lock<Deposit>(depositRow(id)))?.status];
      });
      if (!stands) {
        // What fails here is left to the look for late money.
        await giveBack(store, id).catch(() => undefined);
        throw new DomainError("order_taken_back");
      }
      if (status === "cancelled" || status === "refunded") throw new DomainError("conflict", { status });
      return { depositId: depositRow(id), status };
    },
    async "deposits.cancel"({ orderId }) {
      const id = String(orderId);
      await store.write((tx) => takeOrderBack(tx, id));
      await giveBack(store, id);
      return {};
    },
    async "webhooks.receive"({ orderId }) {
      const row = depositRow(String(orderId));
      await store.write(async (tx) => {
        const before = await tx.lock<Deposit>(row);
        if (before === undefined || !before.heard) throw new DomainError("not_found");
        if (before.status !== "refunded") tx.put(row, { status: "captured", heard: true } satisfies Deposit);
      });
      return {};
    },
  };
}

/** The customer pays, where the provider still waits for it. */
export function payAtProvider({ rows }: Store, orderId: string): boolean {
  if (rows.get(providerRow(orderId)) !== "waits") return false;
  rows.set(providerRow(orderId), "captured" satisfies AtProvider);
  return true;
}

const asked: Deposit = { status: "requested", heard: false };
const depositRow = (orderId: string) => `booking-deposits/${orderId}`;
/** Outside: no transaction of ours. */
export const providerRow = (orderId: string) => `provider/${orderId}`;
/** How often the provider paid a deposit back. */
export const refundsRow = (orderId: string) => `refunds/${orderId}`;

/** The same request has the same answer, however often it is asked; the way there and back takes its time, or long. */
async function askProvider(store: Store, orderId: string, told: Outside["asked"]): Promise<void> {
  const { world, rows } = store;
  await sleep(world.chance.next() * 150);
  if (!rows.has(providerRow(orderId))) {
    const at: AtProvider = world.chance.happens(0.5) ? "captured" : "waits";
    rows.set(providerRow(orderId), at);
    if (at === "waits") told(orderId);
  }
  await sleep(world.chance.next() * (world.trouble(0.3) ? 40_000 : 150));
  const captured = rows.get(providerRow(orderId)) === "captured";
  await store.write(async (tx) => {
    const before = await tx.lock<Deposit>(depositRow(orderId));
    if (before === undefined || before.heard) return;
    // Money that arrived is never talked away, also where it was cancelled meanwhile.
    tx.put(depositRow(orderId), {
      status: captured ? "captured" : before.status,
      heard: true,
    } satisfies Deposit);
  });
}

/** As giveDepositBack(): at the provider first, then in our books. */
async function giveBack(store: Store, orderId: string): Promise<void> {
  await store.roundTrip();
  const found = store.rows.get(depositRow(orderId)) as Deposit | undefined;
  if (found === undefined || found.status === "refunded") return;
  await sleep(store.world.chance.next() * 150);
  if (found.heard) atProvider(store, orderId, found.status === "captured" ? "refund" : "cancel");
  await store.write(async (tx) => {
    const before = await tx.lock<Deposit>(depositRow(orderId));
    if (before === undefined) return;
    if (found.status === "captured") tx.put(depositRow(orderId), { ...before, status: "refunded" });
    else if (before.status === "captured") throw new DomainError("transition_not_allowed");
    else if (before.status === "requested") tx.put(depositRow(orderId), { ...before, status: "cancelled" });
  });
}

/** Calling off what was paid meanwhile changes nothing; a refund has one effect under its key. */
function atProvider({ rows, world }: Store, orderId: string, what: "cancel" | "refund"): void {
  const row = providerRow(orderId);
  if (what === "cancel" && rows.get(row) === "waits") rows.set(row, "called off" satisfies AtProvider);
  if (what === "cancel" || (rows.get(row) === "given back" && !world.faults.has("refund_without_key")))
    return;
  rows.set(row, "given back" satisfies AtProvider);
  rows.set(refundsRow(orderId), Number(rows.get(refundsRow(orderId)) ?? 0) + 1);
}

/** Orders whose money came in, or may have, after their deposits had been taken back. */
export function lateDeposits(store: Store): string[] {
  if (store.world.faults.has("late_money_kept")) return [];
  return [...store.rowsOf<Deposit>("booking-deposits/")]
    .filter(
      ([, { status, heard }]) =>
        status === "captured" || status === "requested" || (status === "cancelled" && !heard),
    )
    .map(([key]) => key.slice("booking-deposits/".length))
    .filter((orderId) => store.rows.has(`taken-back/${orderId}`));
}

/** As give-back-late-deposits.ts: what nobody heard the end of is asked for once more. */
export async function giveBackLate(store: Store, told: Outside["asked"]): Promise<void> {
  for (const orderId of lateDeposits(store)) {
    const found = store.rows.get(depositRow(orderId)) as Deposit;
    if (!found.heard) await askProvider(store, orderId, told);
    await giveBack(store, orderId);
  }
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
