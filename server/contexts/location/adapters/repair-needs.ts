import { isAway } from "@/server/platform/away";
import type { VerbContext } from "@/server/platform/call";

const usualMinutes = 60;

interface RepairNeeds {
  durationMinutes: number;
  deviceKind: string | undefined;
}

/** What Customer said last, for when it is away: a fault's needs change with the catalogue, once in months. */
const lastSaid = new Map<string, RepairNeeds>();
const mostKept = 2_000;

/**
 * How long a repair takes and which skill it needs: the fault says it (Customer's catalogue), else the caller. With
 * Customer away it is what was last heard; what was never heard is guessed only where a guess is asked for.
 */
export async function repairNeeds(
  ctx: VerbContext,
  given: {
    faultId?: string | undefined;
    durationMinutes?: number | undefined;
    deviceKind?: string | undefined;
  },
  { guess }: { guess: boolean },
): Promise<RepairNeeds> {
  const plain = { durationMinutes: given.durationMinutes ?? usualMinutes, deviceKind: given.deviceKind };
  if (given.faultId === undefined) return plain;
  try {
    const needs = await ctx.contexts.customer.catalogue.fault.query({ faultId: given.faultId });
    if (lastSaid.size >= mostKept) lastSaid.clear();
    lastSaid.set(given.faultId, needs);
    return needs;
  } catch (error) {
    if (!isAway(error)) throw error;
    const known = lastSaid.get(given.faultId) ?? (guess ? plain : undefined);
    if (known === undefined) throw error;
    return known;
  }
}
