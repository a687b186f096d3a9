import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { customers, deviceModels, faults, serviceCenterCopies, workOrders } from "@/db/schema/customer";
import { methodSchema } from "@/server/contexts/location/contract/methods";
import { personBehind } from "@/server/kernel/actor";
import { emailKey } from "@/server/kernel/email";
import { DomainError } from "@/server/kernel/errors";
import type { Call, ReadContext } from "@/server/platform/call";
import { trackingToken } from "../adapters/tracking-link";
import { linkIsDead } from "../domain/customer-actions";
import { workOrderStatuses } from "../domain/transitions";
import { textIn } from "../domain/translated";

export const myOrdersInput = z
  .object({ limit: z.coerce.number().int().min(1).max(200).default(50) })
  .default({ limit: 50 });
export const myOrdersOutput = z.object({
  orders: z.array(
    z.object({
      reference: z.string(),
      status: z.enum(workOrderStatuses),
      device: z.string(),
      fault: z.string(),
      method: methodSchema,
      serviceCenter: z.object({ name: z.string(), city: z.string(), timeZone: z.string() }),
      slotStart: z.string(),
      promisedBy: z.string(),
      createdAt: z.string(),
      /** Of the tracking page; none once the link is dead. */
      trackingToken: z.string().optional(),
    }),
  ),
});

type Output = z.infer<typeof myOrdersOutput>;

/** The orders of the signed-in customer, newest first: those of the address that they proved to be theirs. */
export async function myOrders({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof myOrdersInput>>): Promise<Output> {
  const person = personBehind(ctx.actor);
  if (person.kind !== "customer") throw new DomainError("not_allowed");
  const found = await ctx.tx
    .select({
      order: workOrders,
      device: deviceModels,
      faultNames: faults.names,
      center: serviceCenterCopies,
    })
    .from(workOrders)
    .innerJoin(customers, eq(customers.id, workOrders.customerId))
    .innerJoin(deviceModels, eq(deviceModels.id, workOrders.deviceModelId))
    .innerJoin(faults, eq(faults.id, workOrders.faultId))
    .innerJoin(serviceCenterCopies, eq(serviceCenterCopies.id, workOrders.serviceCenterId))
    .where(eq(customers.emailSearch, emailKey(person.email)))
    .orderBy(desc(workOrders.createdAt), desc(workOrders.id))
    .limit(input.limit);
  return {
    orders: found.map(({ order, device, faultNames, center }) => ({
      reference: order.reference,
      // Both columns are written from these very types.
      status: order.status as Output["orders"][number]["status"],
      method: order.method as Output["orders"][number]["method"],
      device: `${device.brand} ${device.model}`,
      fault: textIn(faultNames, ctx.locale),
      serviceCenter: { name: center.name, city: center.city, timeZone: center.timeZone },
      slotStart: order.slotStart.toISOString(),
      promisedBy: order.promisedBy.toISOString(),
      createdAt: order.createdAt.toISOString(),
      ...(linkIsDead(order.closedAt, ctx.now())
        ? {}
        : { trackingToken: trackingToken(order.id, order.linkVersion) }),
    })),
  };
}
