"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Move, Order, OrderStatus } from "@/components/customer/desk/types";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import { showToast } from "@/components/ui/toast";
import { useProblemText } from "@/components/ui/use-problem-text";

/** Who was faster, as a refused change tells it. */
export interface Conflict {
  name: string;
  kind: string;
  at: string;
}

type PlainMove = Exclude<Move, "receive" | "cancel" | "hand_over" | "decline">;

/**
 * Changes an order at once on this screen and takes it back, with the reason, when the change is refused. A stale
 * version becomes a `conflict` that names who changed it.
 */
export function useOrderChange(order: Order) {
  const t = useTranslations("desk");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const textOf = useProblemText();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const key = trpc.customer.workOrders.detail.queryKey({ id: order.id });

  /** Shows a status ahead of the answer; the function returned takes it back. */
  function pretend(status: OrderStatus): () => void {
    const before = queryClient.getQueryData<Order>(key);
    if (before !== undefined) queryClient.setQueryData<Order>(key, { ...before, status });
    return () => queryClient.setQueryData(key, before);
  }

  function readAgain() {
    queryClient.invalidateQueries({ queryKey: key });
    queryClient.invalidateQueries({
      queryKey: trpc.customer.estimates.ofOrder.queryKey({ workOrderId: order.id }),
    });
    queryClient.invalidateQueries({ queryKey: trpc.customer.workOrders.queue.pathKey() });
  }

  /** What a refused change means for the person who made it. */
  function refused(problem: Problem) {
    readAgain();
    const met = problem.code === "version_conflict" ? conflictOf(problem) : undefined;
    if (met !== undefined) return setConflict(met);
    const title = t("moves.failed", { reference: order.reference, status: t(`status.${order.status}`) });
    showToast({ tone: "stop", title, text: textOf(problem.code) });
  }

  const move = useMutation({
    mutationFn: async ({ move }: { move: PlainMove; to: OrderStatus }) =>
      client.customer.workOrders.move.mutate({ id: order.id, expectedVersion: order.version, move }),
    onMutate: async ({ to }) => {
      await queryClient.cancelQueries({ queryKey: key });
      return pretend(to);
    },
    onSuccess: ({ status }) => {
      setConflict(null);
      showToast({
        title: t("moves.done", { reference: order.reference, status: t(`status.${status}`) }),
      });
      readAgain();
    },
    onError: (error, _input, takeBack) => {
      takeBack?.();
      refused(problemOf(error));
    },
  });

  return { move, refused, readAgain, conflict, dismissConflict: () => setConflict(null) };
}

function conflictOf({ details }: Problem): Conflict | undefined {
  const { changedBy, changedByKind, changedAt } = details ?? {};
  if (typeof changedAt !== "string") return undefined;
  return { name: String(changedBy ?? ""), kind: String(changedByKind ?? ""), at: changedAt };
}
