import { sql } from "drizzle-orm";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { VerbContext } from "@/server/platform/call";
import { logger } from "@/server/platform/logger";
import { inTransaction } from "@/server/platform/verb";

/** What one client may add to the picture of demand: thirty places an hour, each of them once a day. */
const placesPerHour = new RateLimiterMemory({ points: 30, duration: 3600 });
const oncePerDay = new RateLimiterMemory({ points: 1, duration: 86_400 });

/** Counts a lookup that found nothing, by cell of 0.01° and day. Never lets the lookup itself fail. */
export async function recordUnmetLookup(ctx: VerbContext, lat: number, lng: number): Promise<void> {
  const cell = { lat: lat.toFixed(2), lng: lng.toFixed(2), day: ctx.now().toISOString().slice(0, 10) };
  try {
    await oncePerDay.consume(`${ctx.clientKey} ${cell.lat} ${cell.lng} ${cell.day}`);
    await placesPerHour.consume(ctx.clientKey);
  } catch {
    return;
  }
  try {
    await inTransaction(ctx, ({ tx }) =>
      tx.execute(sql`
        insert into location.unmet_lookups (lat, lng, day)
        values (${cell.lat}::numeric, ${cell.lng}::numeric, ${cell.day}::date)
        on conflict (lat, lng, day) do update set lookups = location.unmet_lookups.lookups + 1`),
    );
  } catch (error) {
    logger.warn({ err: error, correlationId: ctx.correlationId }, "an unmet lookup was not counted");
  }
}
