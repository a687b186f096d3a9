import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import type { Call, ReadContext } from "@/server/platform/call";

export const networkFiguresOutput = z.object({
  /** Devices handed back in the last twelve months. */
  repaired: z.number().int(),
});
type Output = z.infer<typeof networkFiguresOutput>;

const keptMilliseconds = 3_600_000;
let kept: { figures: Output; until: number } | undefined;

/** What the home page says of the whole network: counted once an hour, over a year of closed orders. */
export async function networkFigures({ ctx }: Call<ReadContext, unknown>): Promise<Output> {
  const now = ctx.now().getTime();
  if (kept !== undefined && now < kept.until) return kept.figures;
  const [found] = await rows<Output>(
    ctx.tx,
    sql`select count(*)::int as repaired from customer.work_orders
        where status in ('handed_over', 'closed')
          and updated_at > ${new Date(now).toISOString()}::timestamptz - interval '12 months'`,
  );
  const figures = found ?? { repaired: 0 };
  kept = { figures, until: now + keptMilliseconds };
  return figures;
}
