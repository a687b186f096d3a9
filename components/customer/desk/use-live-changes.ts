"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC } from "@/components/trpc/provider";

export type LiveState = "on" | "connecting" | "off" | "signed_out";

const freshMillis = 12_000;
/** Several changes at once are one look at the queue. */
const gatherMillis = 150;

/** Follows what happens to the orders this person may see, and has what changed read again. */
export function useLiveChanges(after: number): { live: LiveState; fresh: ReadonlySet<string> } {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const changed = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const readAgain = useCallback(() => {
    timer.current = undefined;
    const ids = [...changed.current];
    changed.current.clear();
    queryClient.invalidateQueries({ queryKey: trpc.customer.workOrders.queue.pathKey() });
    for (const id of ids) {
      queryClient.invalidateQueries({ queryKey: trpc.customer.workOrders.detail.queryKey({ id }) });
    }
  }, [queryClient, trpc]);

  const subscription = useSubscription(
    trpc.customer.workOrders.changes.subscriptionOptions(
      { after },
      {
        onData({ data }) {
          changed.current.add(data.workOrderId);
          timer.current ??= setTimeout(readAgain, gatherMillis);
          if (data.type !== "work_order.booked.v1") return;
          setFresh((before) => new Set(before).add(data.workOrderId));
          setTimeout(() => setFresh((before) => without(before, data.workOrderId)), freshMillis);
        },
      },
    ),
  );
  return { live: liveState(subscription.status, subscription.error), fresh };
}

function liveState(status: "idle" | "connecting" | "pending" | "error", error: unknown): LiveState {
  if (status === "pending") return "on";
  // The server ends the stream of a session that was ended.
  if (status === "idle") return "signed_out";
  if (error && problemOf(error).code === "not_signed_in") return "signed_out";
  return status === "connecting" ? "connecting" : "off";
}

function without<Item>(set: ReadonlySet<Item>, item: Item): Set<Item> {
  return new Set([...set].filter((each) => each !== item));
}
