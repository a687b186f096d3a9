"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { showToast } from "@/components/ui/toast";
import { useProblemText } from "@/components/ui/use-problem-text";
import { writeAddress } from "./address";
import { quantityFrom } from "./quantity";
import type { Elsewhere, Place } from "./types";

/** Where else a part lies, the nearest first, and the way to have some of it brought here. */
export function ElsewhereList({ place, partId }: { place: Place; partId: string }) {
  const t = useTranslations("stock.elsewhere");
  const trpc = useTRPC();
  const query = useQuery(trpc.inventory.stock.elsewhere.queryOptions({ serviceCenterId: place.id, partId }));
  return (
    <section aria-label={t("title")} className="mt-5 border-edge border-t pt-3">
      <h3 className="text-base">{t("title")}</h3>
      {query.isError ? (
        <ProblemNotice {...problemOf(query.error)} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data?.places.length === 0 ? <p className="text-muted">{t("none")}</p> : null}
      <ul>
        {query.data?.places.map((other) => (
          <Other key={other.serviceCenterId} other={other} place={place} partId={partId} />
        ))}
      </ul>
    </section>
  );
}

interface OtherProps {
  other: Elsewhere;
  place: Place;
  partId: string;
}

function Other({ other, place, partId }: OtherProps) {
  const t = useTranslations("stock.elsewhere");
  const errors = useTranslations("stock.count.errors");
  const [typed, setTyped] = useState("1");
  const [wrong, setWrong] = useState<string | null>(null);
  const ask = useAsk({ other, place, partId });

  function submit(event: FormEvent) {
    event.preventDefault();
    const pieces = quantityFrom(typed);
    const problem = typeof pieces === "string" ? errors(pieces) : pieces === 0 ? t("atLeastOne") : null;
    setWrong(problem);
    if (typeof pieces === "number" && problem === null) ask.mutate(pieces);
  }
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-1.5">
      <span className="min-w-0 flex-1">
        {other.name}{" "}
        <span className="block text-muted text-sm">{t("available", { count: other.available })}</span>
      </span>
      {place.mayCount ? (
        <form className="flex items-end gap-2" onSubmit={submit} noValidate>
          <Field label={<span className="sr-only">{t("pieces", { place: other.name })}</span>} error={wrong}>
            {(control) => (
              <Input
                {...control}
                mono
                inputMode="numeric"
                autoComplete="off"
                maxLength={6}
                className="w-16"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" look="secondary" busy={ask.isPending}>
            {t("ask")}
          </Button>
        </form>
      ) : null}
    </li>
  );
}

function useAsk({ other, place, partId }: OtherProps) {
  const t = useTranslations("stock.elsewhere");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  const textOf = useProblemText();
  return useMutation({
    mutationFn: (quantity: number) =>
      client.inventory.transfers.request.mutate({
        partId,
        quantity,
        fromServiceCenterId: other.serviceCenterId,
        toServiceCenterId: place.id,
      }),
    onSuccess: (_, count) =>
      showToast({
        tone: "done",
        title: t("asked", { place: other.name, count }),
        action: {
          label: t("see"),
          onPress: () => router.push(writeAddress({ centre: place.id }, "/stock/transfers")),
        },
      }),
    onError: (error) => showToast({ tone: "stop", title: textOf(problemOf(error).code) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.inventory.pathKey() }),
  });
}
