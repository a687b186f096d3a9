"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import type { Count } from "./types";

export type CountMove = "finish" | "approve" | "sendBack" | "giveUp";

/** Moves a count on; a refusal stays to be read, and the count is read again either way. */
export function useCountMoves(count: Count) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const { id } = count;
  const readAgain = () => queryClient.invalidateQueries({ queryKey: trpc.inventory.pathKey() });
  const move = useMutation({
    mutationFn: (move: CountMove) => {
      const verbs = client.inventory.counts;
      if (move !== "approve") return verbs[move].mutate({ id });
      const losing = count.lines.flatMap(({ partId, outcome }) =>
        (outcome?.losing ?? []).map(({ orderId }) => ({ partId, orderId })),
      );
      return verbs.approve.mutate({ id, losing });
    },
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(problemOf(error)),
    onSettled: readAgain,
  });
  return { move: move.mutate, busy: move.isPending ? move.variables : null, problem, readAgain };
}
