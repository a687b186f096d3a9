"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { problemOf } from "@/components/trpc/problem";
import { useTRPCClient } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { useProblemText } from "@/components/ui/use-problem-text";
import type { Place } from "./types";

interface StartCountProps {
  place: Place;
  chosen: ReadonlySet<string>;
}

/** Begins a count of the chosen parts, or of all where none is chosen; offers the other count where one has them. */
export function StartCount({ place, chosen }: StartCountProps) {
  const t = useTranslations("stock.counts");
  const textOf = useProblemText();
  const client = useTRPCClient();
  const router = useRouter();
  const open = (id: string) => router.push(`/stock/counts/${id}`);
  const start = useMutation({
    mutationFn: () =>
      client.inventory.counts.start.mutate({
        serviceCenterId: place.id,
        partIds: chosen.size === 0 ? undefined : [...chosen],
      }),
    onSuccess: ({ id }) => open(id),
    onError: (error) => {
      const { code, details } = problemOf(error);
      const other = details?.countId;
      const action =
        typeof other === "string" ? { label: t("seeOther"), onPress: () => open(other) } : undefined;
      showToast({ tone: "stop", title: textOf(code), action });
    },
  });
  return (
    <Button
      look={chosen.size === 0 ? "secondary" : "primary"}
      busy={start.isPending}
      onClick={() => start.mutate()}
    >
      {chosen.size === 0 ? t("startAll") : t("startChosen", { count: chosen.size })}
    </Button>
  );
}
