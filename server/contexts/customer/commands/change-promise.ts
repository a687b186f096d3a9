import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import { writing } from "@/server/platform/verb";
import {
  type ChangedOrder,
  changedOrderSchema,
  changeOrder,
  orderChangeInput,
  sayingWhoChangedIt,
} from "../adapters/change-order";
import { orderRoles } from "../adapters/staff-order";
import { tellCustomer } from "../adapters/tell-customer";

const farthestDays = 365;

export const changePromiseInput = orderChangeInput.extend({
  promisedBy: z.iso.datetime({ offset: true }),
  reason: z.enum(["parts_late", "more_work", "centre_busy", "sooner"]),
});
export const changePromiseOutput = changedOrderSchema;

/** Promises another moment, with its reason; the customer is told. Refuses what lies behind or beyond a year. */
export const changePromise = sayingWhoChangedIt(writing(changeOnce));

async function changeOnce({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof changePromiseInput>>): Promise<ChangedOrder> {
  const promised = Date.parse(input.promisedBy);
  const now = ctx.now().getTime();
  if (promised <= now) throw new DomainError("date_in_past");
  if (promised > now + farthestDays * 86_400_000) throw new DomainError("date_too_far");
  const promisedBy = new Date(promised).toISOString();
  const { changed, found } = await changeOrder(ctx, input, orderRoles, {
    kind: "change_promise",
    promisedBy,
    reason: input.reason,
  });
  await tellCustomer(ctx, found, "promise_changed", { reason: input.reason });
  return changed;
}
