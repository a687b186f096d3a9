import { DomainError } from "@/server/kernel/errors";
import { env } from "@/server/platform/env";
import { sandbox } from "./sandbox/sandbox";

/** What a provider says of a payment, in its answer or later by webhook. */
export type Outcome =
  | { status: "requested"; payUrl: string | null }
  | { status: "captured"; amountMinor: number; currency: string }
  | { status: "declined"; code: string };

export interface Request {
  /** Our transaction's id: the provider's idempotency key, so that asking again has no second effect. */
  transactionId: string;
  amountMinor: number;
  currency: string;
}

export interface WebhookEvent {
  id: string;
  reference: string;
  outcome: Outcome;
}

/** Whoever takes cards for us. Throws `unavailable` when it can't be reached. */
export interface PaymentProvider {
  name: string;
  request(request: Request): Promise<{ reference: string; outcome: Outcome }>;
  /** Gives money back; the key makes a repeated call have one effect. */
  refund(reference: string, amountMinor: number, key: string): Promise<void>;
  /** No money shall be taken any more. Answers with what was true before: it may have been taken meanwhile. */
  cancel(reference: string): Promise<void>;
  /** What a signed webhook says; refuses `not_allowed` where the signature is wrong or older than five minutes. */
  readWebhook(body: string, signature: string, now: Date): WebhookEvent;
}

/** The provider of this environment; `unavailable` where none is set. */
export function paymentProvider(): PaymentProvider {
  const { paymentProvider: name } = env();
  if (name === undefined) throw new DomainError("unavailable", { missing: "PAYMENT_PROVIDER" });
  return sandbox;
}
