import type { FeedProjection } from "@/server/platform/projections/projection";
import { type WorkOrderEvent, workOrderOf } from "../../contract/work-order-events";
import { writeSearchRows } from "./write-rows";

/** What orders are found by: written when one is booked, and again when its device is here and has a serial. */
export const orderSearch: FeedProjection = {
  kind: "feed",
  name: "customer.order-search",
  context: "customer",
  source: "customer",
  types: ["work_order.booked.v1", "work_order.received.v1"] satisfies WorkOrderEvent["type"][],
  table: "order_search",
  apply: (tx, event, table) => writeSearchRows(tx, [workOrderOf(event.streamId)], table),
};
