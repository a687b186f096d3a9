import { type Saga, SagaWait } from "@/server/platform/sagas";
import type { Contexts } from "@/server/routers/contexts";

export interface Deposit {
  id: string;
  /** What comes after the pivot is refused for as long as there is trouble. */
  refused: boolean;
  /** So is the charge. */
  declined: boolean;
  chargeId?: string;
}

interface Verb {
  mutate(input: object): Promise<Record<string, unknown>>;
}

/** The verbs that only the model has. */
interface ModelContexts {
  customer: { deposits: Record<"note" | "forget" | "settle" | "isPaid", Verb> };
  payment: { charges: Record<"take" | "refund", Verb> };
  location: { notes: { add: Verb } };
}
const of = (contexts: Contexts) => contexts as unknown as ModelContexts;

const depositDeadlineSeconds = 1_000;

/** A saga of the simulation's own, for what the real ones don't have yet: a wait, a pivot with a step behind it. */
export const takeADeposit: Saga<Deposit> = {
  name: "take-a-deposit",
  context: "customer",
  deadlineSeconds: depositDeadlineSeconds,
  steps: [
    {
      name: "note it",
      own: true,
      async run({ ctx, state: { id } }) {
        await of(ctx.contexts).customer.deposits.note.mutate({ id });
        return {};
      },
      async compensate({ ctx, state: { id } }) {
        await of(ctx.contexts).customer.deposits.forget.mutate({ id });
      },
    },
    {
      name: "charge it",
      async run({ ctx, state: { id, declined } }) {
        const { chargeId } = await of(ctx.contexts).payment.charges.take.mutate({ id, declined });
        return { chargeId: String(chargeId) };
      },
      async compensate({ ctx, state: { id } }) {
        await of(ctx.contexts).payment.charges.refund.mutate({ id });
      },
    },
    {
      name: "wait for the money",
      async run({ ctx, state: { id } }) {
        const { paid } = await of(ctx.contexts).customer.deposits.isPaid.mutate({ id });
        return paid === true ? {} : new SagaWait<Deposit>(`paid:${id}`, 2 * depositDeadlineSeconds);
      },
    },
    {
      name: "settle it",
      own: true,
      pivot: true,
      async run({ ctx, state: { id } }) {
        await of(ctx.contexts).customer.deposits.settle.mutate({ id });
        return {};
      },
    },
    {
      name: "tell the centre",
      retry: { lastly: "wait" },
      async run({ ctx, state: { id, refused } }) {
        await of(ctx.contexts).location.notes.add.mutate({ id, refused });
        return {};
      },
    },
  ],
};
