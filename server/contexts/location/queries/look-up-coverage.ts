import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { moneySchema } from "@/server/kernel/money";
import type { Call, VerbContext } from "@/server/platform/call";
import { type Coverage, currentCoverage } from "../adapters/coverage-cache";
import { worldLand } from "../adapters/land";
import { recordUnmetLookup } from "../adapters/unmet-lookups";
import { methodSchema } from "../contract/methods";
import { coverageOptions } from "../domain/coverage-options";

/** A number, also as a query string brings it; nothing at all is no number. */
const degrees = z.preprocess((value) => (value === "" ? undefined : value), z.coerce.number());

export const lookUpCoverageInput = z.object({ lat: degrees, lng: degrees });
const hintSchema = z.enum(["swapped", "sea", "outside_network"]);
export const lookUpCoverageOutput = z.object({
  covered: z.boolean(),
  options: z.array(
    z.object({
      serviceCenterId: z.string(),
      name: z.string(),
      method: methodSchema,
      distanceMeters: z.number().int(),
      fee: moneySchema,
    }),
  ),
  /** Why nothing was found, where that can be told. */
  hint: hintSchema.optional(),
});

/**
 * Who serves a point, and how, best first (domain/coverage-options.ts). Answered from memory. A point on land that
 * nobody serves is counted as unmet demand; one outside the world is refused with `coordinates_out_of_range`.
 */
export async function lookUpCoverage({
  ctx,
  input: { lat, lng },
}: Call<VerbContext, z.infer<typeof lookUpCoverageInput>>): Promise<z.infer<typeof lookUpCoverageOutput>> {
  if (Math.abs(lat) > 90 || Math.abs(lng) > 180) throw new DomainError("coordinates_out_of_range");
  const coverage = await currentCoverage();
  const options = coverageOptions(coverage.areas.covering(lng, lat), lat, lng);
  if (options.length > 0) return { covered: true, options };
  const hint = await whyNot(coverage, lat, lng);
  // A colleague who tries a border out is no demand.
  if (hint === "outside_network" && ctx.actor.kind !== "staff") await recordUnmetLookup(ctx, lat, lng);
  return { covered: false, options, hint };
}

async function whyNot(coverage: Coverage, lat: number, lng: number): Promise<z.infer<typeof hintSchema>> {
  if (coverage.countries.covering(lng, lat).length > 0) return "outside_network";
  if (coverage.areas.covering(lat, lng).length > 0 || coverage.countries.covering(lat, lng).length > 0) {
    return "swapped";
  }
  const land = await worldLand();
  return land.covering(lng, lat).length > 0 ? "outside_network" : "sea";
}
