import type { Outcome, Request, WebhookEvent } from "../provider";

export interface Behaviour {
  answer: Outcome["status"];
  /** What is told later by webhook, in the order in which it is sent. */
  webhooks: readonly { outcome: Outcome["status"]; afterMillis: number }[];
  /** The person pays on the sandbox's own page. */
  hosted?: true;
  /** The first call of a key gets no answer. */
  unreachableOnce?: true;
}

/** The last two digits of the amount in minor units choose what happens, as test cards do elsewhere. */
const sentinels: Readonly<Record<number, Behaviour>> = {
  0: { answer: "requested", webhooks: [], hosted: true },
  2: { answer: "declined", webhooks: [] },
  3: { answer: "requested", webhooks: [{ outcome: "captured", afterMillis: 3_000 }] },
  4: {
    answer: "requested",
    webhooks: [
      { outcome: "captured", afterMillis: 200 },
      { outcome: "captured", afterMillis: 200 },
      { outcome: "captured", afterMillis: 1_500 },
    ],
  },
  5: {
    answer: "requested",
    webhooks: [
      { outcome: "captured", afterMillis: 200 },
      { outcome: "requested", afterMillis: 600 },
    ],
  },
  6: { answer: "captured", webhooks: [], unreachableOnce: true },
  7: { answer: "requested", webhooks: [{ outcome: "declined", afterMillis: 1_000 }] },
  8: { answer: "requested", webhooks: [] },
};

const takenAtOnce: Behaviour = { answer: "captured", webhooks: [] };

export function behaviourOf(amountMinor: number): Behaviour {
  return sentinels[amountMinor % 100] ?? takenAtOnce;
}

/** The body of a webhook. A doubled one carries the id of the first, as a provider's would. */
export function webhookBody(
  reference: string,
  { amountMinor, currency }: Pick<Request, "amountMinor" | "currency">,
  status: Outcome["status"],
  index: number,
): string {
  const outcome: Outcome =
    status === "captured"
      ? { status, amountMinor, currency }
      : status === "declined"
        ? { status, code: "card_declined" }
        : { status, payUrl: null };
  const event: WebhookEvent = { id: `${reference}-${status}-${index > 1 ? index : 0}`, reference, outcome };
  return JSON.stringify(event);
}
