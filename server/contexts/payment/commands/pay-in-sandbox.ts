import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { Call, WriteContext } from "@/server/platform/call";
import { sandboxDeposit } from "../adapters/sandbox/sandbox-deposit";
import { sandboxSecret } from "../adapters/sandbox/secret";
import { webhookBody } from "../adapters/sandbox/sentinels";
import { sign } from "../adapters/signature";
import { receiveWebhook } from "./receive-webhook";

export const payInSandboxInput = z.object({ depositId: z.uuid() });
export const payInSandboxOutput = z.object({ paid: z.literal(true) });

/**
 * What a person does on the sandbox's page: no money moves, and the sandbox says that it did, by the same signed
 * message as any provider. Repeatable. Refuses with `not_found` where the provider is another, and with
 * `transition_not_allowed` what is not to be paid any more.
 */
export async function payInSandbox({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof payInSandboxInput>>): Promise<z.infer<typeof payInSandboxOutput>> {
  const { status, amountMinor, currency, providerReference } = await sandboxDeposit(ctx.tx, input.depositId);
  if (status === "captured") return { paid: true };
  if (status !== "requested" || providerReference === null) {
    throw new DomainError("transition_not_allowed", { from: status });
  }
  const body = webhookBody(providerReference, { amountMinor: Number(amountMinor), currency }, "captured", 0);
  const signature = sign(body, sandboxSecret(), ctx.now());
  await receiveWebhook({ ctx, input: { provider: "sandbox", signature, body } });
  return { paid: true };
}
