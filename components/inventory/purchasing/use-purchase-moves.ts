"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import type { Purchase } from "./types";

export type PurchaseMove = "send" | "closeShort" | "cancel";

/** Moves an order on; a refusal stays to be read, and the order is read again either way. */
export function usePurchaseMoves({ id, version }: Purchase) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const move = useMutation({
    mutationFn: (move: PurchaseMove) => {
      const verbs = client.inventory.purchases;
      return move === "send" ? verbs.send.mutate({ id, version }) : verbs[move].mutate({ id });
    },
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(problemOf(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.inventory.pathKey() }),
  });
  return { move: move.mutate, busy: move.isPending ? move.variables : null, problem };
}
