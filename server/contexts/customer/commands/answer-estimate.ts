import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { type Money, money, moneySchema } from "@/server/kernel/money";
import { lineSchema } from "@/server/kernel/text";
import type { Call, WriteContext } from "@/server/platform/call";
import { writing } from "@/server/platform/verb";
import {
  type ChangedOrder,
  changedOrderSchema,
  changeOrder,
  orderChangeInput,
  sayingWhoChangedIt,
} from "../adapters/change-order";
import { keepAnswer } from "../adapters/estimate-store";
import { orderBehindLink, tokenSchema } from "../adapters/tracked-order";
import { loadWorkOrderInTurn, recordWorkOrderEvents } from "../adapters/work-order-store";
import type { EstimateAnswered, WorkOrderEvent } from "../contract/work-order-events";
import { moves, workOrderStatuses } from "../domain/transitions";
import { agreedPrice, decide } from "../domain/work-order";

const answer = {
  version: z.number().int().min(1),
  /** The lines that are wanted; the others are declined. */
  accepted: z.array(z.uuid()).max(100),
  /** The name of who answers, as they typed or said it. */
  name: lineSchema(120),
};

export const answerTrackedInput = z.object({ token: tokenSchema, ...answer });
export const answerTrackedOutput = z.object({
  reference: z.string(),
  status: z.enum(workOrderStatuses),
  version: z.number().int(),
  accepted: moneySchema,
});

/**
 * The customer's answer through the tracking link, line by line, once for a version; the same answer again is
 * answered alike. Refuses with `estimate_answered`, `estimate_superseded`, `estimate_expired`, `estimate_missing`,
 * `transition_not_allowed` and what a link refuses.
 */
export async function answerTracked({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof answerTrackedInput>>): Promise<z.infer<typeof answerTrackedOutput>> {
  const { order, customer } = await orderBehindLink(ctx.tx, input.token, ctx.now());
  const loaded = await loadWorkOrderInTurn(ctx.tx, order.id);
  const events = decide(
    {
      kind: "answer_estimate",
      version: input.version,
      accepted: input.accepted,
      way: "link",
      at: ctx.now().toISOString(),
    },
    loaded.order,
  );
  const given = answerAmong(events);
  if (given !== undefined) {
    await keepAnswer(ctx, { workOrderId: order.id, dataKey: customer.dataKey }, given, input.name);
  }
  const after =
    events.length === 0 ? loaded.order : await recordWorkOrderEvents(ctx, order.id, loaded, events);
  if (after.status === "none") throw new DomainError("not_found");
  const accepted: Money = money(agreedPrice(after) ?? 0, order.currency);
  return { reference: order.reference, status: after.status, version: input.version, accepted };
}

export const recordAnswerInput = orderChangeInput.extend({
  estimateVersion: answer.version,
  accepted: answer.accepted,
  name: answer.name,
  /** How the customer told it. */
  way: z.enum(["phone", "in_person"]),
});
export const recordAnswerOutput = changedOrderSchema;

/** What a customer told the desk, with who said it and who wrote it down. Refuses as their own answer does. */
export const recordAnswer = sayingWhoChangedIt(writing(recordOnce));

async function recordOnce({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof recordAnswerInput>>): Promise<ChangedOrder> {
  const { changed, found, events } = await changeOrder(ctx, input, moves.approve.roles, {
    kind: "answer_estimate",
    version: input.estimateVersion,
    accepted: input.accepted,
    way: input.way,
    at: ctx.now().toISOString(),
  });
  const given = answerAmong(events);
  if (given !== undefined) {
    await keepAnswer(ctx, { workOrderId: input.id, dataKey: found.customer.dataKey }, given, input.name);
  }
  return changed;
}

function answerAmong(events: readonly WorkOrderEvent[]): EstimateAnswered | undefined {
  return events.flatMap((event) => (event.type === "work_order.estimate_answered.v1" ? [event.data] : []))[0];
}
