import { z } from "zod";
import type { Call, WriteContext } from "@/server/platform/call";
import { takeSnapshots } from "../adapters/ledger";

export const takeSnapshotsOutput = z.object({ accounts: z.number().int() });

/** Sums up the accounts that many lines were written to, so that their balances stay quick to read. */
export async function snapshotBalances({
  ctx,
}: Call<WriteContext, unknown>): Promise<z.infer<typeof takeSnapshotsOutput>> {
  return { accounts: await takeSnapshots(ctx.tx, ctx.now()) };
}
