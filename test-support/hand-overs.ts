import { sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import { contextNames } from "@/server/kernel/context-name";
import { partOf } from "@/server/platform/two-phase/participant";
import { callBy } from "./calls";

/** What a hand-over has left in the two contexts that it moves together. */
export interface Traces {
  /** Who has the device by the order's status, by custody; what the ledger and the log say. */
  handedOver: boolean;
  withCustomer: boolean;
  charged: boolean;
  allocatedMinor: number;
}

export async function tracesOf(orderId: string): Promise<Traces> {
  const customer = await database("customer");
  const [device] = await customer.read((tx) =>
    rows<{ status: string; holders: number }>(
      tx,
      sql`select status, (select count(*)::int from customer.custody
                           where work_order_id = o.id and holder = 'customer') as holders
            from customer.work_orders o where id = ${orderId}::uuid`,
    ),
  );
  const payment = await database("payment");
  const [money] = await payment.read((tx) =>
    rows<{ charges: number; allocated: string }>(
      tx,
      sql`select count(*) filter (where p.kind = 'charge')::int as charges,
                 coalesce(sum(l.amount_minor) filter (where p.kind = 'allocation'), 0)::text as allocated
            from payment.postings p join payment.ledger_lines l on l.posting_id = p.id and l.amount_minor > 0
           where p.order_id = ${orderId}::uuid`,
    ),
  );
  return {
    handedOver: device?.status === "handed_over",
    withCustomer: device?.holders === 1,
    charged: money?.charges === 1,
    allocatedMinor: Number(money?.allocated ?? 0),
  };
}

/** The suite's prepared transactions that are ours, in every context's database. */
export async function leftPrepared(): Promise<string[]> {
  const found = new Set<string>();
  for (const context of contextNames) {
    const db = await database(context);
    for (const { gid } of await db.prepared()) if (partOf(gid) !== undefined) found.add(gid);
  }
  return [...found];
}

/** Recovers at once, as a start does after a crash: nobody's claim is waited for. */
export async function recoverNow(): Promise<void> {
  await callBy({ kind: "system" }).contexts.payment.twoPhase.recover.mutate({ alone: true });
}
