"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { queueInput, writeAddress } from "@/components/customer/desk/address";
import { useAddress, useDesk } from "@/components/customer/desk/desk-state";
import { useTRPC } from "@/components/trpc/provider";

/** The queue as the address filters it; the first picture comes with the page. */
export function useQueue() {
  const trpc = useTRPC();
  const { start } = useDesk();
  const { address } = useAddress();
  const filterOf = (from: typeof address) => writeAddress({ ...from, order: undefined });
  const isStart = filterOf(address) === filterOf(start.address);
  const query = useInfiniteQuery(
    trpc.customer.workOrders.queue.infiniteQueryOptions(queueInput(address), {
      getNextPageParam: (last) => last.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
      ...(isStart
        ? {
            initialData: { pages: [start.queue], pageParams: [null] },
            initialDataUpdatedAt: start.at,
          }
        : {}),
    }),
  );
  const pages = query.data?.pages ?? [];
  return { ...query, rows: pages.flatMap(({ orders }) => orders), newest: pages.at(0) };
}
