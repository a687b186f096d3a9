import { database } from "@/db/client";
import { isAway } from "@/server/platform/away";
import type { VerbContext } from "@/server/platform/call";
import { copyState } from "@/server/platform/projections/copy";
import { copiedPart } from "../projections/likely-parts/copied-part";
import { copyOfLikelyParts } from "../projections/likely-parts/copy-parts";
import { copiedLabour, type LabourPrice } from "../projections/prices/copied-labour";

/** A copy that was confirmed this recently is as good as asking: it is taken every half minute. */
const freshMillis = 120_000;

interface LabourQuestion {
  country: string;
  faultId: string;
  at: string;
}

/** Labour's price: from a fresh copy without asking anybody, else from Payment, else from the copy with its age. */
export async function labourFor(
  ctx: VerbContext,
  question: LabourQuestion,
): Promise<LabourPrice & { asOf: Date | null }> {
  const db = await database("customer");
  const copied = await db.read((tx) => copiedLabour(tx, question));
  if (copied !== undefined && isFresh(copied.askedAt, ctx.now())) return { ...copied.price, asOf: null };
  try {
    return { ...(await ctx.contexts.payment.prices.labour.query(question)), asOf: null };
  } catch (error) {
    if (copied === undefined || !isAway(error)) throw error;
    return { ...copied.price, asOf: copied.askedAt };
  }
}

interface PartQuestion {
  deviceModelId: string;
  faultId: string;
  serviceCenterId: string;
}

/** The likely part and where it is, from Inventory; without it from the copy, as if it had to be ordered. */
export async function partFor(ctx: VerbContext, question: PartQuestion) {
  try {
    const { part } = await ctx.contexts.inventory.parts.likely.query(question);
    return { part, confirmed: true, asOf: null };
  } catch (error) {
    if (!isAway(error)) throw error;
    const db = await database("customer");
    const state = await db.read((tx) => copyState(tx, copyOfLikelyParts));
    if (state === undefined) throw error;
    const part = await db.read((tx) => copiedPart(tx, question.deviceModelId, question.faultId));
    return {
      part: part && { ...part, availableHere: 0, availableNetwork: 0 },
      confirmed: false,
      asOf: isFresh(state.askedAt, ctx.now()) ? null : state.askedAt,
    };
  }
}

function isFresh(askedAt: Date, now: Date): boolean {
  return now.getTime() - askedAt.getTime() <= freshMillis;
}
