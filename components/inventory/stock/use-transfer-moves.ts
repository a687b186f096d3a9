"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import { showToast } from "@/components/ui/toast";
import { useProblemText } from "@/components/ui/use-problem-text";
import type { Transfer } from "./types";

export type TransferMove = Transfer["moves"][number];
type Done = { move: Exclude<TransferMove, "write_off"> } | { move: "write_off"; as: "lost" | "damaged" };

/** Moves a transfer on and says so; what the stock room shows is read again either way. */
export function useTransferMoves(transfer: Transfer) {
  const t = useTranslations("stock.transfers");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const textOf = useProblemText();
  const move = useMutation({
    mutationFn: (done: Done) => {
      const { id } = transfer;
      const verbs = client.inventory.transfers;
      return done.move === "write_off"
        ? verbs.writeOff.mutate({ id, as: done.as })
        : verbs[done.move].mutate({ id });
    },
    onSuccess: (_, { move }) =>
      showToast({ tone: "done", title: t(`done.${move}`, { part: transfer.part.name }) }),
    onError: (error) => showToast({ tone: "stop", title: textOf(problemOf(error).code) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.inventory.pathKey() }),
  });
  return { move: move.mutateAsync, busy: move.isPending ? move.variables.move : null };
}
