import { sql } from "drizzle-orm";
import { z } from "zod";
import { database, rows, type Tx } from "@/db/client";
import { methodSchema } from "@/server/contexts/location/contract/methods";
import { DomainError } from "@/server/kernel/errors";
import { moneySchema } from "@/server/kernel/money";
import { referenceIdSchema } from "@/server/kernel/text";
import { localDate } from "@/server/kernel/time";
import type { Call, VerbContext } from "@/server/platform/call";
import { labourFor, partFor } from "../adapters/prices";
import { depositFor } from "../domain/deposit";
import { priceRange } from "../domain/price-range";
import { readyBy } from "../domain/ready-date";

export const previewEstimateInput = z.object({
  deviceId: referenceIdSchema,
  faultId: referenceIdSchema,
  serviceCenterId: referenceIdSchema,
  method: methodSchema,
  /** When the device comes in, once a slot is chosen; from now on when left out. */
  start: z.iso.datetime({ offset: true }).optional(),
});
export const previewEstimateOutput = z.object({
  low: moneySchema,
  high: moneySchema,
  /** The prices are what a consumer pays. */
  includesVat: z.literal(true),
  vatRate: z.string(),
  /** Instants: the middle case and the one that is promised. */
  readyBy: z.object({ p50: z.string(), p90: z.string() }),
  timeZone: z.string(),
  /** Whether a part is needed, and where it is; `unconfirmed` while the stock can't be asked. */
  part: z.enum(["none", "here", "network", "ordered", "unconfirmed"]),
  /** What the booking asks for in advance; null when nothing is. */
  deposit: moneySchema.nullable(),
  /** When its sources can't be asked and the price is from an older copy: of when. Null when it is current. */
  pricesAsOf: z.string().nullable(),
});

export type EstimateQuestion = z.infer<typeof previewEstimateInput>;
export type Estimate = z.infer<typeof previewEstimateOutput>;

/**
 * What a repair will cost and when it will be done: one reading here, then the three others asked at once. Payment and
 * Inventory may be away: then the price is from Customer's copies, and says of when.
 */
export async function previewEstimate({
  ctx,
  input,
}: Call<VerbContext, EstimateQuestion>): Promise<Estimate> {
  const customer = await database("customer");
  const known = await customer.read((tx) => readKnown(tx, input));
  const now = ctx.now();
  const start = new Date(Math.max(now.getTime(), Date.parse(input.start ?? now.toISOString())));
  const [terms, labour, { part, confirmed, asOf: partAsOf }] = await Promise.all([
    ctx.contexts.location.serviceCenters.terms.query({ id: input.serviceCenterId }),
    labourFor(ctx, {
      country: known.country,
      faultId: input.faultId,
      at: localDate(start, known.timeZone),
    }),
    partFor(ctx, {
      deviceModelId: input.deviceId,
      faultId: input.faultId,
      serviceCenterId: input.serviceCenterId,
    }),
  ]);
  const fee = terms.fees.find((each) => each.method === input.method);
  if (fee === undefined) throw new DomainError("method_not_offered");
  const ready = readyBy({
    now,
    start,
    method: input.method,
    durationMinutes: known.durationMinutes,
    queueMinutes: known.queueMinutes,
    technicians: terms.technicians,
    part,
    hours: { timeZone: terms.timeZone, opening: terms.opening, closedOn: new Set(terms.closedOn) },
  });
  const prices = priceRange({
    labour,
    vatRate: labour.vatRate,
    part: part?.buyingPrice ?? null,
    partPricing: labour.partPricing,
    fee,
  });
  return {
    ...prices,
    includesVat: true,
    vatRate: labour.vatRate,
    readyBy: { p50: ready.p50.toISOString(), p90: ready.p90.toISOString() },
    timeZone: terms.timeZone,
    part: partPlace(part, confirmed),
    pricesAsOf: oldest(labour.asOf, partAsOf)?.toISOString() ?? null,
    deposit: depositFor(prices.high, known.depositPercent),
  };
}

function oldest(...instants: (Date | null)[]): Date | null {
  return instants.filter((at) => at !== null).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

function partPlace(
  part: { availableHere: number; availableNetwork: number } | null,
  confirmed: boolean,
): Estimate["part"] {
  if (part === null) return "none";
  if (!confirmed) return "unconfirmed";
  if (part.availableHere > 0) return "here";
  return part.availableNetwork > 0 ? "network" : "ordered";
}

interface Known {
  deviceKind: string | null;
  faultKind: string | null;
  durationMinutes: number;
  depositPercent: number;
  country: string | null;
  timeZone: string | null;
  queueMinutes: number;
}

/** What Customer knows itself: the catalogue, the centre's copy and the work that waits there for us. */
async function readKnown(tx: Tx, input: EstimateQuestion) {
  const [known] = await rows<Known>(
    tx,
    sql`
      select d.kind as "deviceKind", f.device_kind as "faultKind", f.duration_minutes::int as "durationMinutes",
        f.deposit_percent::int as "depositPercent",
        c.country, c.time_zone as "timeZone",
        (select coalesce(sum(q.duration_minutes), 0)::int
          from customer.work_orders w join customer.faults q on q.id = w.fault_id
          where w.service_center_id = ${input.serviceCenterId} and w.closed_at is null
            and w.status in ('received', 'diagnosing', 'approved', 'repairing', 'quality_check')) as "queueMinutes"
      from (select 1) one
      left join customer.device_models d on d.id = ${input.deviceId}
      left join customer.faults f on f.id = ${input.faultId}
      left join customer.service_centers c on c.id = ${input.serviceCenterId}`,
  );
  if (!known?.deviceKind) throw new DomainError("unknown_device");
  if (!known.faultKind) throw new DomainError("unknown_fault");
  if (known.faultKind !== known.deviceKind) throw new DomainError("fault_not_for_device");
  if (!known.country || !known.timeZone) throw new DomainError("unknown_service_center");
  return { ...known, country: known.country, timeZone: known.timeZone };
}
