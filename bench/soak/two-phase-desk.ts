import { callBy, staff } from "@/test-support/calls";
import { gent } from "@/test-support/network";

/** A portal of the two-phase soak: hands over the order that it is told, until somebody kills it. */
process.on("message", (order: { id: string; expectedVersion: number; priceMinor: number }) => {
  const desk = callBy(staff({ role: "front_desk", serviceCenterId: gent.id })).contexts.customer.workOrders;
  desk.handOver
    .mutate(order)
    .then(() => process.send?.("done"))
    .catch(() => process.send?.("refused"));
});
process.once("disconnect", () => process.exit(0));
process.send?.("ready");
