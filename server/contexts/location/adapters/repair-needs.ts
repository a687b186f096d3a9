import type { VerbContext } from "@/server/platform/call";

const usualMinutes = 60;

/** How long a repair takes and which skill it needs: the fault says it (Customer's catalogue), else the caller. */
export async function repairNeeds(
  ctx: VerbContext,
  given: {
    faultId?: string | undefined;
    durationMinutes?: number | undefined;
    deviceKind?: string | undefined;
  },
): Promise<{ durationMinutes: number; deviceKind: string | undefined }> {
  if (given.faultId === undefined) {
    return { durationMinutes: given.durationMinutes ?? usualMinutes, deviceKind: given.deviceKind };
  }
  return ctx.contexts.customer.catalogue.fault.query({ faultId: given.faultId });
}
