"use client";

import { useQuery } from "@tanstack/react-query";
import { useDesk } from "@/components/customer/desk/desk-state";
import { useTRPC } from "@/components/trpc/provider";

/** One order with everything about it. */
export function useOrder(id: string) {
  const trpc = useTRPC();
  const { start } = useDesk();
  return useQuery(
    trpc.customer.workOrders.detail.queryOptions(
      { id },
      start.order?.id === id ? { initialData: start.order, initialDataUpdatedAt: start.at } : {},
    ),
  );
}
