"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { joinStream, type StreamState } from "@/components/trpc/one-stream";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";

export type LiveState = "on" | "connecting" | "off" | "signed_out";

interface Change {
  workOrderId: string;
  type: string;
}

const freshMillis = 12_000;
/** Several changes at once are one look at the queue. */
const gatherMillis = 150;

/**
 * Follows what happens to the orders this person may see, and has what changed read again. All tabs of the same
 * person share one stream.
 */
export function useLiveChanges(
  after: number,
  identityId: string,
): { live: LiveState; fresh: ReadonlySet<string> } {
  const client = useTRPCClient();
  const [live, setLive] = useState<LiveState>("connecting");
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const start = useRef(after);
  const { readSoon, readAll } = useReadAgain();

  useEffect(
    () =>
      joinStream<Change>({
        name: `desk-${identityId}`,
        after: start.current,
        open(from, { onData, onState }) {
          const subscription = client.customer.workOrders.changes.subscribe(
            { after: from },
            {
              onData,
              onError: (error) => onState(problemOf(error).code === "not_signed_in" ? "over" : "failed"),
              onConnectionStateChange: ({ state }) => onState(streamStates[state]),
            },
          );
          return () => subscription.unsubscribe();
        },
        onState: (state) => setLive(liveStates[state]),
        onGap: readAll,
        onData({ data: { workOrderId, type } }) {
          readSoon(workOrderId);
          if (type !== "work_order.booked.v1") return;
          setFresh((before) => new Set(before).add(workOrderId));
          setTimeout(() => setFresh((before) => without(before, workOrderId)), freshMillis);
        },
      }),
    [client, identityId, readSoon, readAll],
  );
  return { live, fresh };
}

/** The server ends the stream of a session that was ended: `idle`. */
const streamStates = { idle: "over", connecting: "connecting", pending: "on" } satisfies Record<
  string,
  StreamState
>;
const liveStates = {
  on: "on",
  connecting: "connecting",
  over: "signed_out",
  failed: "off",
} satisfies Record<StreamState, LiveState>;

function useReadAgain() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const changed = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const readSoon = useCallback(
    (id: string) => {
      changed.current.add(id);
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        const ids = [...changed.current];
        changed.current.clear();
        queryClient.invalidateQueries({ queryKey: trpc.customer.workOrders.queue.pathKey() });
        for (const one of ids) {
          queryClient.invalidateQueries({
            queryKey: trpc.customer.workOrders.detail.queryKey({ id: one }),
          });
          queryClient.invalidateQueries({
            queryKey: trpc.customer.estimates.ofOrder.queryKey({ workOrderId: one }),
          });
        }
      }, gatherMillis);
    },
    [queryClient, trpc],
  );
  const readAll = useCallback(() => {
    queryClient.invalidateQueries({ queryKey: trpc.customer.workOrders.pathKey() });
  }, [queryClient, trpc]);
  return { readSoon, readAll };
}

function without<Item>(set: ReadonlySet<Item>, item: Item): Set<Item> {
  return new Set([...set].filter((each) => each !== item));
}
