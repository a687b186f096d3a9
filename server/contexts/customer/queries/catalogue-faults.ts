import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { deviceModels, faults } from "@/db/schema/customer";
import { DomainError } from "@/server/kernel/errors";
import { referenceIdSchema } from "@/server/kernel/text";
import type { Call, ReadContext } from "@/server/platform/call";
import { textIn } from "../domain/translated";

export const catalogueFaultsInput = z.object({ deviceId: referenceIdSchema });
export const catalogueFaultsOutput = z.object({
  faults: z.array(z.object({ id: z.string(), name: z.string(), durationMinutes: z.number().int() })),
});

export const catalogueFaultInput = z.object({ faultId: referenceIdSchema });
export const catalogueFaultOutput = z.object({
  id: z.string(),
  deviceKind: z.string(),
  durationMinutes: z.number().int(),
});

/** What may be wrong with a device, in the caller's language; refuses with `unknown_device`. */
export async function catalogueFaults({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof catalogueFaultsInput>>): Promise<z.infer<typeof catalogueFaultsOutput>> {
  const [device] = await ctx.tx.select().from(deviceModels).where(eq(deviceModels.id, input.deviceId));
  if (device === undefined) throw new DomainError("unknown_device");
  const found = await ctx.tx
    .select()
    .from(faults)
    .where(eq(faults.deviceKind, device.kind))
    .orderBy(asc(faults.sort), asc(faults.id));
  return {
    faults: found.map(({ id, names, durationMinutes }) => ({
      id,
      name: textIn(names, ctx.locale),
      durationMinutes,
    })),
  };
}

/** What a fault takes: Location plans slots by it. Refuses with `unknown_fault`. */
export async function catalogueFault({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof catalogueFaultInput>>): Promise<z.infer<typeof catalogueFaultOutput>> {
  const [fault] = await ctx.tx.select().from(faults).where(eq(faults.id, input.faultId));
  if (fault === undefined) throw new DomainError("unknown_fault");
  return { id: fault.id, deviceKind: fault.deviceKind, durationMinutes: fault.durationMinutes };
}
