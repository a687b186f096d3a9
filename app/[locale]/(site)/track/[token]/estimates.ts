import "server-only";
import { cache } from "react";
import { problemOf } from "@/components/trpc/problem";
import { api } from "@/server/routers/api";

type Doors = Awaited<ReturnType<typeof api>>;
export type EstimateVersion = Awaited<
  ReturnType<Doors["customer"]["tracking"]["estimate"]["query"]>
>["versions"][number];

/** The estimates of the repair behind a link, newest first; null while they can't be asked. */
export const estimatesBehind = cache(async (token: string): Promise<EstimateVersion[] | null> => {
  try {
    const { customer } = await api();
    return (await customer.tracking.estimate.query({ token })).versions;
  } catch (error) {
    // The page itself says what is wrong with a link.
    return problemOf(error).code.startsWith("link_") ? [] : null;
  }
});

/** It holds to the end of a day: the moment before names that day. */
export function lastMoment(validUntil: string): string {
  return new Date(Date.parse(validUntil) - 1).toISOString();
}
