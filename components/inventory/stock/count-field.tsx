"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { useTRPCClient } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useProblemText } from "@/components/ui/use-problem-text";
import { type QuantityProblem, quantityFrom } from "./quantity";
import type { CountLine } from "./types";
import { useWhoText } from "./use-who-text";

interface CountFieldProps {
  countId: string;
  line: CountLine;
  may: boolean;
  onKept: () => void;
}

/** One part and how many of it lie there; kept when the field is left or Enter is pressed. */
export function CountField({ countId, line, may, onKept }: CountFieldProps) {
  const t = useTranslations("stock.count");
  const textOf = useProblemText();
  const whoText = useWhoText();
  const client = useTRPCClient();
  const shown = line.counted === null ? "" : String(line.counted);
  const [typed, setTyped] = useState<string | null>(null);
  /** What stood there when the person began to type. */
  const [replaces, setReplaces] = useState<number | null>(null);
  const [wrong, setWrong] = useState<QuantityProblem | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const keep = useMutation({
    mutationFn: (input: { quantity: number; replaces: number | null }) =>
      client.inventory.counts.enter.mutate({ id: countId, partId: line.partId, ...input }),
    onSuccess: () => {
      setTyped(null);
      setRefused(null);
    },
    onError: (error) => setRefused(problemOf(error)),
    onSettled: onKept,
  });

  function save(before: number | null) {
    if (typed === null) return;
    const quantity = quantityFrom(typed);
    if (typeof quantity === "string") return setWrong(quantity);
    setWrong(null);
    keep.mutate({ quantity, replaces: before });
  }
  function letGo() {
    setTyped(null);
    setRefused(null);
  }

  const taken = refused?.code === "count_line_taken" && line.counted !== null && line.countedBy !== null;
  const failed = refused !== null && !taken ? textOf(refused.code) : undefined;
  return (
    <li className="grid gap-x-4 py-2 sm:grid-cols-[minmax(0,1fr)_16rem]">
      <p>
        <span className="font-semibold">{line.name}</span>{" "}
        <span className="font-mono text-muted text-sm" translate="no">
          {line.sku}
        </span>
      </p>
      <div>
        <Field
          label={<span className="sr-only">{t("quantityOf", { part: line.name })}</span>}
          error={wrong === null ? failed : t(`errors.${wrong}`)}
        >
          {(control) => (
            <Input
              {...control}
              mono
              inputMode="numeric"
              autoComplete="off"
              maxLength={40}
              readOnly={!may}
              value={typed ?? shown}
              onChange={(event) => {
                if (typed === null) setReplaces(line.counted);
                setTyped(event.target.value);
              }}
              onBlur={() => {
                if (!taken) save(replaces);
              }}
              onKeyDown={(event) => {
                if (event.key === "Enter") save(replaces);
              }}
            />
          )}
        </Field>
        {taken && line.countedBy ? (
          <div role="alert" className="mt-1 grid gap-1 border-attention border-l-3 pl-2">
            <p>{t("takenBy", { who: whoText(line.countedBy), counted: line.counted ?? 0 })}</p>
            <span className="flex flex-wrap gap-2">
              <Button look="secondary" onClick={() => save(line.counted)}>
                {t("useMine", { mine: Number(typed) })}
              </Button>
              <Button look="quiet" onClick={letGo}>
                {t("useTheirs")}
              </Button>
            </span>
          </div>
        ) : null}
        {typed === null && line.countedBy ? (
          <p className="text-muted text-sm">{t("kept", { who: whoText(line.countedBy) })}</p>
        ) : null}
      </div>
    </li>
  );
}
