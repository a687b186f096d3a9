"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { StockBar } from "@/components/inventory/stock/stock-bar";
import type { Place } from "@/components/inventory/stock/types";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { useTRPC, useTRPCClient, VerbProvider } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { money } from "@/components/ui/format";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { showToast } from "@/components/ui/toast";
import { writePurchaseAddress } from "./address";
import { PartName } from "./part-name";
import type { SuggestedSupplier, Suggestion } from "./types";

interface ReorderScreenProps {
  places: Place[];
  centre: string | undefined;
}

/** What a centre had better order, by supplier; one press makes the drafts. */
export function ReorderScreen(props: ReorderScreenProps) {
  return (
    <VerbProvider>
      <Screen {...props} />
    </VerbProvider>
  );
}

function Screen({ places, centre }: ReorderScreenProps) {
  const t = useTranslations("purchasing");
  const router = useRouter();
  const place = places.find(({ id }) => id === centre) ?? places[0];
  if (place === undefined) return <EmptyState part="chip" heading="h1" title={t("placesAway")} />;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <StockBar heading={t("reorder.heading")} room="reorder" centre={centre}>
        {places.length > 1 ? (
          <Select
            aria-label={t("centre")}
            value={place.id}
            onChange={(event) =>
              router.push(writePurchaseAddress({ centre: event.target.value }, "/stock/reorder"))
            }
            options={places.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
      </StockBar>
      <Suggestions key={place.id} place={place} />
    </div>
  );
}

function Suggestions({ place }: { place: Place }) {
  const t = useTranslations("purchasing.reorder");
  const trpc = useTRPC();
  const query = useQuery(trpc.inventory.purchases.suggestions.queryOptions({ serviceCenterId: place.id }));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const suppliers = query.data?.suppliers ?? [];
  const chosen = suppliers
    .flatMap(({ lines }) => lines)
    .filter(({ partId, quantity }) => quantity !== null && !left.has(partId))
    .map(({ partId }) => partId);
  const { draft, busy, problem } = useDraftSuggested(place);
  const mayOrder = query.data?.mayOrder === true;

  function choose(partId: string) {
    const next = new Set(left);
    if (!next.delete(partId)) next.add(partId);
    setLeft(next);
  }
  return (
    <div className="grid min-h-0 min-w-0 content-start gap-4 overflow-auto p-3">
      <p className="max-w-text">{t("intro")}</p>
      {query.isError ? (
        <ProblemNotice {...problemOf(query.error)} onRetry={() => void query.refetch()} />
      ) : null}
      {problem ? <ProblemNotice {...problem} /> : null}
      {query.isPending ? <Skeleton lines={8} /> : null}
      {query.isSuccess && suppliers.length === 0 ? (
        <EmptyState part="chip" title={t("emptyTitle")} text={t("emptyText")} />
      ) : null}
      {mayOrder && chosen.length > 0 ? (
        <div>
          <Button busy={busy} onClick={() => draft(chosen)}>
            {t("draftAll", { count: chosen.length })}
          </Button>
        </div>
      ) : null}
      {suppliers.map((supplier) => (
        <SupplierTable
          key={supplier.id}
          supplier={supplier}
          left={left}
          onChoose={mayOrder ? choose : undefined}
        />
      ))}
    </div>
  );
}

function useDraftSuggested(place: Place) {
  const t = useTranslations("purchasing.reorder");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const draft = useMutation({
    mutationFn: (partIds: string[]) =>
      client.inventory.purchases.draftSuggested.mutate({ serviceCenterId: place.id, partIds }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(problemOf(error)),
    onSuccess: ({ drafts }) => {
      const [only] = drafts;
      if (drafts.length === 1 && only) return router.push(`/stock/purchases/${only.id}`);
      const address = writePurchaseAddress({ centre: place.id, show: "draft" });
      showToast({
        title: t("made", { count: drafts.length }),
        action: { label: t("seeDrafts"), onPress: () => router.push(address) },
      });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.inventory.pathKey() }),
  });
  return { draft: draft.mutate, busy: draft.isPending, problem };
}

interface SupplierTableProps {
  supplier: SuggestedSupplier;
  /** What is left out. */
  left: ReadonlySet<string>;
  onChoose: ((partId: string) => void) | undefined;
}

function SupplierTable({ supplier, left, onChoose }: SupplierTableProps) {
  const t = useTranslations("purchasing.reorder");
  const columns = useColumns(supplier, left, onChoose);
  return (
    <div className="grid min-w-0 gap-1">
      <h2 className="text-lg">{supplier.name}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse it is scrolled from here */}
      <section aria-label={supplier.name} tabIndex={0} className="min-w-0 overflow-x-auto">
        <DataTable
          caption={t("table", { supplier: supplier.name })}
          columns={columns}
          rows={supplier.lines}
          rowKey={({ partId }) => partId}
        />
      </section>
    </div>
  );
}

function useColumns(
  { total }: SuggestedSupplier,
  left: ReadonlySet<string>,
  onChoose: ((partId: string) => void) | undefined,
): Column<Suggestion>[] {
  const t = useTranslations("purchasing.reorder");
  const locale = useLocale();
  const choice: Column<Suggestion>[] = onChoose
    ? [
        {
          key: "choose",
          header: t("pick"),
          cell: ({ partId, name, quantity }) => (
            <Checkbox
              label={<span className="sr-only">{t("choose", { part: name })}</span>}
              disabled={quantity === null}
              checked={quantity !== null && !left.has(partId)}
              onChange={() => onChoose(partId)}
            />
          ),
        },
      ]
    : [];
  const cost: Column<Suggestion>[] =
    total === null
      ? []
      : [
          {
            key: "price",
            header: t("price"),
            numeric: true,
            cell: ({ unitPrice }) => (unitPrice === null ? "" : money(unitPrice, locale)),
            total: money(total, locale),
          },
        ];
  const number = (key: "minimum" | "required" | "missing"): Column<Suggestion> => ({
    key,
    header: t(key),
    numeric: true,
    cell: (line) => line[key],
  });
  return [
    ...choice,
    { key: "part", header: t("part"), cell: (line) => <PartName {...line} supplierCode={null} /> },
    number("minimum"),
    number("required"),
    { key: "free", header: t("free"), numeric: true, cell: ({ onHand, reserved }) => onHand - reserved },
    {
      key: "coming",
      header: t("coming"),
      numeric: true,
      cell: ({ inTransit, ordered }) => inTransit + ordered,
    },
    number("missing"),
    {
      key: "quantity",
      header: t("quantity"),
      numeric: true,
      cell: ({ quantity }) => quantity ?? <span className="font-sans">{t("notSold")}</span>,
    },
    ...cost,
  ];
}
