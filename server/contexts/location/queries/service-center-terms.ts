import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { money, moneySchema } from "@/server/kernel/money";
import { addDays, localDate } from "@/server/kernel/time";
import type { Call, ReadContext } from "@/server/platform/call";
import { publicHolidays } from "../adapters/public-holidays";
import { methodSchema } from "../contract/methods";

export const serviceCenterTermsInput = z.object({ id: z.string().min(1).max(100) });
export const serviceCenterTermsOutput = z.object({
  timeZone: z.string(),
  /** Wall-clock minutes by ISO weekday, Monday 1. */
  opening: z.array(
    z.object({ weekday: z.number().int(), opensMinute: z.number().int(), closesMinute: z.number().int() }),
  ),
  /** Local dates of the coming months on which the centre is closed though the weekday says open. */
  closedOn: z.array(z.string()),
  technicians: z.number().int(),
  /** What each method that is offered costs today, VAT included: from the nearest area to the farthest. */
  fees: z.array(z.object({ method: methodSchema, low: moneySchema, high: moneySchema })),
});

const daysAhead = 120;

interface TermsRow {
  country: string;
  timeZone: string;
  opening: z.infer<typeof serviceCenterTermsOutput>["opening"];
  closures: string[];
  technicians: number;
  fees: { method: z.infer<typeof methodSchema>; low: number; high: number; currency: string }[];
}

/** On what terms a centre works: for promises and prices. Refuses with `unknown_service_center`. */
export async function serviceCenterTerms({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof serviceCenterTermsInput>>): Promise<
  z.infer<typeof serviceCenterTermsOutput>
> {
  const [center] = await rows<TermsRow>(ctx.tx, query(input.id));
  if (center === undefined) throw new DomainError("unknown_service_center");
  const today = localDate(ctx.now(), center.timeZone);
  const until = addDays(today, daysAhead);
  const years = [...new Set([today, until].map((date) => Number(date.slice(0, 4))))];
  const holidays = years.flatMap((year) => [...publicHolidays(center.country, year).keys()]);
  const closed = [...holidays, ...center.closures].filter((date) => date >= today && date <= until);
  return {
    timeZone: center.timeZone,
    opening: center.opening,
    closedOn: [...new Set(closed)].sort(),
    technicians: center.technicians,
    fees: center.fees.map(({ method, low, high, currency }) => ({
      method,
      low: money(low, currency),
      high: money(high, currency),
    })),
  };
}

function query(id: string) {
  return sql`
    select c.country, c.time_zone as "timeZone",
      (select coalesce(jsonb_agg(jsonb_build_object(
          'weekday', h.weekday, 'opensMinute', h.opens_minute, 'closesMinute', h.closes_minute
        ) order by h.weekday, h.opens_minute), '[]')
        from location.opening_hours h where h.service_center_id = c.id) as opening,
      (select coalesce(jsonb_agg(x.date), '[]')
        from location.closures x where x.service_center_id = c.id) as closures,
      (select count(*)::int from location.technicians t where t.service_center_id = c.id and t.active) as technicians,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'method', a.method, 'low', a.low, 'high', a.high, 'currency', a.currency) order by a.method), '[]')
        from (select method, currency, min(fee_minor) as low, max(fee_minor) as high
              from location.coverage_areas
              where service_center_id = c.id and valid_to is null and method = any(c.methods)
              group by method, currency) a) as fees
    from location.service_centers c where c.id = ${id}`;
}
