import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { Call, VerbContext } from "@/server/platform/call";
import { currentCoverage } from "../adapters/coverage-cache";
import { coverageTile } from "../adapters/coverage-tiles";
import { methodSchema } from "../contract/methods";
import { tileExists } from "../domain/tile-math";

const whole = z.coerce.number().int().min(0);
export const coverageTileInput = z.object({
  z: whole.max(22),
  x: whole,
  y: whole,
  method: methodSchema.optional(),
  /** The revision that the caller has: no bytes are sent while it holds. */
  knownRevision: z.number().int().optional(),
});
export const coverageTileOutput = z.object({
  revision: z.number().int(),
  /** Gzipped vector tile in base64: "" for an empty one, null when the caller has it already. */
  mvtGzipBase64: z.string().nullable(),
});

/**
 * Coverage areas as a vector tile: layer `areas`, properties id, serviceCenterId, method, priority; from far, where
 * there are too many, cells with method and areas (how many). Refuses a tile outside the world with `not_found`.
 */
export async function readCoverageTile({
  input: { method, knownRevision, ...tile },
}: Call<VerbContext, z.infer<typeof coverageTileInput>>): Promise<z.infer<typeof coverageTileOutput>> {
  if (!tileExists(tile)) throw new DomainError("not_found");
  if (knownRevision !== undefined) {
    const { revision } = await currentCoverage();
    if (revision === knownRevision) return { revision, mvtGzipBase64: null };
  }
  const { revision, gzipped } = await coverageTile(tile, method);
  return { revision, mvtGzipBase64: Buffer.from(gzipped).toString("base64") };
}
