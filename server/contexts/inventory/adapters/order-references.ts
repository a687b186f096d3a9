import { isAway } from "@/server/platform/away";
import type { VerbContext } from "@/server/platform/call";

/** What people call the orders; nothing while Customer is away, and what asks is of use without. */
export async function referencesOf(ctx: VerbContext, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  try {
    const { orders } = await ctx.contexts.customer.workOrders.references.query({ ids: [...new Set(ids)] });
    return new Map(orders.map(({ id, reference }) => [id, reference]));
  } catch (error) {
    if (isAway(error)) return new Map();
    throw error;
  }
}
