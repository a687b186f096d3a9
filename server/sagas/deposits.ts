import type { DepositStatus } from "@/server/contexts/customer/contract/booking";
import type { VerbContext } from "@/server/platform/call";

interface DepositDoor {
  request: {
    mutate(asked: {
      orderId: string;
      amountMinor: number;
      currency: string;
      reason: string;
    }): Promise<{ depositId: string; status: DepositStatus; payUrl?: string | undefined }>;
  };
  cancel: { mutate(of: { orderId: string }): Promise<unknown> };
}

/** Payment's verbs about deposits, by their shape: they may be younger than the Payment that is called. */
export function depositsOf(ctx: VerbContext): DepositDoor {
  // The router's type has them only once it is built with them; an older one refuses the call itself.
  return (ctx.contexts.payment as unknown as { deposits: DepositDoor }).deposits;
}
