import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { env } from "@/server/platform/env";
import type { Outcome, PaymentProvider, Request, WebhookEvent } from "../provider";
import { isSigned } from "../signature";
import { deliver } from "./deliver";
import { sandboxSecret } from "./secret";
import { type Behaviour, behaviourOf, webhookBody } from "./sentinels";

/** Keys whose first call was answered with silence, as behaviour `unreachable_once` has it. */
const silenced = new Set<string>();

/**
 * A provider that takes no money. It keeps nothing: what happens to a payment follows from its amount (sentinels.ts),
 * so the same request always has the same answer, before and after a restart.
 */
export const sandbox: PaymentProvider = {
  name: "sandbox",
  async request(request) {
    const reference = `sandbox-${request.transactionId}`;
    const behaviour = behaviourOf(request.amountMinor);
    if (behaviour.unreachableOnce && !silenced.has(reference)) {
      silenced.add(reference);
      throw new DomainError("unavailable", { provider: "sandbox" });
    }
    for (const [index, { afterMillis, outcome }] of behaviour.webhooks.entries()) {
      deliver(webhookBody(reference, request, outcome, index), afterMillis);
    }
    return { reference, outcome: answered(behaviour, request) };
  },
  async refund() {},
  async cancel() {},
  readWebhook(body, signature, now) {
    if (!isSigned(body, signature, sandboxSecret(), now)) throw new DomainError("not_allowed");
    return told(body);
  },
};

function answered({ answer, hosted }: Behaviour, { transactionId, amountMinor, currency }: Request): Outcome {
  switch (answer) {
    case "captured":
      return { status: "captured", amountMinor, currency };
    case "declined":
      return { status: "declined", code: "card_declined" };
    case "requested":
      return { status: "requested", payUrl: hosted ? `${env().publicUrl}/demo/pay/${transactionId}` : null };
  }
}

const webhookSchema = z.object({
  id: z.string().min(1).max(200),
  reference: z.string().min(1).max(200),
  outcome: z.discriminatedUnion("status", [
    z.object({ status: z.literal("requested"), payUrl: z.string().nullable() }),
    z.object({
      status: z.literal("captured"),
      amountMinor: z.number().int(),
      currency: z.string().length(3),
    }),
    z.object({ status: z.literal("declined"), code: z.string().max(100) }),
  ]),
});

function told(body: string): WebhookEvent {
  try {
    return webhookSchema.parse(JSON.parse(body));
  } catch (error) {
    throw new DomainError("invalid_input", {}, error);
  }
}
