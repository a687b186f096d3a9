"use client";

import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useTRPC } from "@/components/trpc/provider";
import type { AppRouter } from "@/server/routers/_app";

type Outputs = inferRouterOutputs<AppRouter>["customer"]["estimates"];
export type Estimates = Outputs["ofOrder"];
export type SentVersion = Estimates["versions"][number];

/** An order's draft and versions; live changes of the order have them read again. */
export function useEstimates(workOrderId: string) {
  const trpc = useTRPC();
  return useQuery(trpc.customer.estimates.ofOrder.queryOptions({ workOrderId }));
}
