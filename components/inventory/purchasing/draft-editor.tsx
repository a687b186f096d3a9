"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type QuantityProblem, quantityFrom } from "@/components/inventory/stock/quantity";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { money } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { LazyCombobox } from "@/components/ui/lazy-combobox";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { PartName } from "./part-name";
import type { Offer, Purchase, PurchaseLine } from "./types";

interface Wanted {
  partId: string;
  quantity: number;
}

/** The lines of a draft: each change is kept at once, priced by the supplier's breaks. */
export function DraftEditor({ purchase }: { purchase: Purchase }) {
  const t = useTranslations("purchasing.draft");
  const locale = useLocale();
  const { save, busy, problem, readAgain } = useRevise(purchase);
  /** What was added a moment ago: how many of it is the next question. */
  const [added, setAdded] = useState<string | null>(null);
  const { lines, total } = purchase;
  const wanted: Wanted[] = lines.map(({ partId, quantity }) => ({ partId, quantity }));
  return (
    <div className="grid max-w-3xl gap-3">
      <p className="max-w-text">{t("intro")}</p>
      {problem ? (
        <ProblemNotice
          {...problem}
          action={
            <Button look="secondary" onClick={readAgain}>
              {t("reload")}
            </Button>
          }
        />
      ) : null}
      <AddPart
        key={lines.length}
        purchase={purchase}
        onAdd={({ partId, breaks }) => {
          if (wanted.some((line) => line.partId === partId)) return;
          setAdded(partId);
          save([...wanted, { partId, quantity: breaks[0]?.fromQuantity ?? 1 }]);
        }}
      />
      {lines.length === 0 ? <p className="text-muted">{t("empty")}</p> : null}
      <ul aria-busy={busy} className="divide-y divide-line border-line border-y empty:hidden">
        {lines.map((line) => (
          <DraftLine
            key={line.partId}
            line={line}
            isNew={line.partId === added}
            onQuantity={(quantity) =>
              save(wanted.map((each) => (each.partId === line.partId ? { ...each, quantity } : each)))
            }
            onRemove={() => save(wanted.filter(({ partId }) => partId !== line.partId))}
          />
        ))}
      </ul>
      {total === null || lines.length === 0 ? null : (
        <p className="text-right font-mono font-semibold">{money(total, locale)}</p>
      )}
    </div>
  );
}

function useRevise({ id, version }: Purchase) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const readAgain = () => queryClient.invalidateQueries({ queryKey: trpc.inventory.pathKey() });
  const revise = useMutation({
    mutationFn: (lines: Wanted[]) => client.inventory.purchases.revise.mutate({ id, version, lines }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(problemOf(error)),
    onSuccess: readAgain,
  });
  return { save: revise.mutate, busy: revise.isPending, problem, readAgain };
}

interface AddPartProps {
  purchase: Purchase;
  onAdd: (offer: Offer) => void;
}

function AddPart({ purchase: { center, supplier }, onAdd }: AddPartProps) {
  const t = useTranslations("purchasing");
  const locale = useLocale();
  const client = useTRPCClient();
  return (
    <Field label={t("draft.add")} hint={t("draft.addHint")} optional>
      {(control) => (
        <LazyCombobox<Offer>
          control={control}
          value={null}
          onChange={(offer) => {
            if (offer !== null) onAdd(offer);
          }}
          search={async (q, signal) =>
            (
              await client.inventory.purchases.offers.query(
                { serviceCenterId: center.id, supplierId: supplier.id, q },
                { signal },
              )
            ).offers
          }
          itemKey={({ partId }) => partId}
          itemLabel={({ name }) => name}
          renderItem={({ breaks, ...offer }) => (
            <span className="grid">
              <PartName {...offer} />
              <span className="text-muted text-sm">
                {breaks
                  .flatMap(({ fromQuantity, unitPrice }) =>
                    unitPrice === null
                      ? []
                      : [t("draft.breakFrom", { count: fromQuantity, price: money(unitPrice, locale) })],
                  )
                  .join(" · ")}
              </span>
            </span>
          )}
        />
      )}
    </Field>
  );
}

interface DraftLineProps {
  line: PurchaseLine;
  isNew: boolean;
  onQuantity: (quantity: number) => void;
  onRemove: () => void;
}

/** One part and how many of it; kept when the field is left or Enter is pressed. */
function DraftLine({ line, isNew, onQuantity, onRemove }: DraftLineProps) {
  const t = useTranslations("purchasing.draft");
  const errors = useTranslations("stock.count.errors");
  const locale = useLocale();
  const { name, quantity, unitPrice } = line;
  const [typed, setTyped] = useState(String(quantity));
  // A colleague may have changed it.
  useEffect(() => setTyped(String(quantity)), [quantity]);
  const [wrong, setWrong] = useState<QuantityProblem | "zero" | null>(null);
  function keep() {
    const pieces = quantityFrom(typed);
    if (typeof pieces === "string") return setWrong(pieces);
    if (pieces === 0) return setWrong("zero");
    setWrong(null);
    if (pieces !== quantity) onQuantity(pieces);
  }
  const error = wrong === null ? undefined : wrong === "zero" ? t("zero") : errors(wrong);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 py-2 sm:grid-cols-[minmax(0,1fr)_9rem_8rem_auto]">
      <PartName {...line} />
      <Field
        className="max-sm:order-1 max-sm:col-span-full"
        label={<span className="sr-only">{t("quantityOf", { part: name })}</span>}
        error={error}
      >
        {(control) => (
          <Input
            {...control}
            mono
            autoFocus={isNew}
            onFocus={(event) => event.target.select()}
            inputMode="numeric"
            autoComplete="off"
            maxLength={40}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={keep}
            onKeyDown={(event) => {
              if (event.key === "Enter") keep();
            }}
          />
        )}
      </Field>
      <p className="self-center text-right font-mono max-sm:order-2 max-sm:col-span-full">
        {unitPrice === null ? "" : money(unitPrice, locale)}
      </p>
      <Button look="quiet" square aria-label={t("remove", { part: name })} onClick={onRemove}>
        <X aria-hidden="true" strokeWidth={1.75} className="size-5" />
      </Button>
    </li>
  );
}
