import { eq, type SQL, sql } from "drizzle-orm";
import { deposits, workOrders } from "@/db/schema/customer";
import { type TransactionEvent, transactionOf } from "@/server/contexts/payment/contract/events";
import { appendEvents, type FeedEvent } from "@/server/platform/events";
import type { FeedProjection } from "@/server/platform/projections/projection";
import { type DepositNoted, workOrderStream } from "../../contract/work-order-events";

/** Customer's copy of what became of the deposits of its orders, so that screens show it while Payment is away. */
export const copyOfDeposits: FeedProjection = {
  kind: "feed",
  name: "customer.copy-of-deposits",
  context: "customer",
  source: "payment",
  types: [
    "payment.requested.v1",
    "payment.captured.v1",
    "payment.declined.v1",
    "payment.cancelled.v1",
    "payment.refunded.v1",
  ] satisfies TransactionEvent["type"][],
  table: "deposits",
  async apply(tx, event, table) {
    await tx.execute(changeBy(event, table));
  },
  /** The order says so in its own stream, where those who follow it listen. */
  async tell(ctx, event) {
    const [known] = await ctx.tx
      .select({ orderId: workOrders.id, depositId: deposits.depositId, status: deposits.status })
      .from(deposits)
      .innerJoin(workOrders, sql`${workOrders.id}::text = ${deposits.orderId}`)
      .where(eq(deposits.depositId, transactionOf(event.streamId)));
    if (known === undefined) return;
    const { orderId, ...data } = known;
    const noted: DepositNoted = { type: "work_order.deposit_noted.v1", data };
    await appendEvents(ctx, workOrderStream(orderId), [noted]);
  },
};

/** Payments at the counter are none of it: they never get a row, so what comes later finds none. */
function changeBy(event: FeedEvent, table: SQL): SQL {
  const id = transactionOf(event.streamId);
  const at = sql`${event.recordedAt}::timestamptz`;
  // Only events of these types come here, in the shapes of Payment's contract.
  const { type, data } = event as unknown as TransactionEvent;
  switch (type) {
    case "payment.requested.v1":
      return data.kind === "deposit"
        ? sql`insert into ${table} (deposit_id, order_id, status, amount_minor, currency, asked_at)
              values (${id}, ${data.orderId}, 'requested', ${data.amountMinor}, ${data.currency}, ${at})
              on conflict (deposit_id) do nothing`
        : sql`select`;
    case "payment.captured.v1":
      return sql`update ${table} set status = 'captured', paid_at = ${at}, ended_at = null where deposit_id = ${id}`;
    case "payment.declined.v1":
      return sql`update ${table} set status = 'declined', ended_at = ${at} where deposit_id = ${id}`;
    case "payment.cancelled.v1":
      return sql`update ${table} set status = 'cancelled', ended_at = ${at} where deposit_id = ${id}`;
    case "payment.refunded.v1":
      return sql`update ${table} set refunded_minor = refunded_minor + ${data.amountMinor}, ended_at = ${at},
          status = case when refunded_minor + ${data.amountMinor} >= amount_minor then 'refunded' else status end
        where deposit_id = ${id}`;
  }
}
