"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { StockBar } from "@/components/inventory/stock/stock-bar";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, VerbProvider } from "@/components/trpc/provider";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { DraftEditor } from "./draft-editor";
import { PurchaseActions } from "./purchase-actions";
import { PurchaseLines } from "./purchase-lines";
import { PurchaseSummary } from "./purchase-summary";
import { purchaseTone } from "./purchase-tone";
import { Receipts } from "./receipts";
import { WaitingOrders } from "./waiting-orders";

interface PurchaseScreenProps {
  id: string;
  /** By centre. */
  timeZones: Record<string, string>;
}

/** One order at a supplier: a draft to edit, afterwards what is to come, what came, and who waits for it. */
export function PurchaseScreen(props: PurchaseScreenProps) {
  return (
    <VerbProvider>
      <Screen {...props} />
    </VerbProvider>
  );
}

function Screen({ id, timeZones }: PurchaseScreenProps) {
  const t = useTranslations("purchasing");
  const trpc = useTRPC();
  const query = useQuery(trpc.inventory.purchases.detail.queryOptions({ id }));
  const purchase = query.data;
  const timeZone = timeZones[purchase?.center.id ?? ""] ?? "UTC";
  const heading =
    purchase === undefined
      ? t("heading")
      : t("detail.title", {
          number: t("number", { number: String(purchase.number) }),
          supplier: purchase.supplier.name,
        });
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <StockBar heading={heading} room="purchases" centre={purchase?.center.id}>
        {purchase === undefined ? null : (
          <>
            <Status tone={purchaseTone(purchase.status)}>{t(`statuses.${purchase.status}`)}</Status>
            {purchase.late ? <Status tone="stop">{t("late")}</Status> : null}
          </>
        )}
      </StockBar>
      <div className="grid min-w-0 gap-5 overflow-auto p-3">
        {query.isError ? (
          <ProblemNotice {...problemOf(query.error)} onRetry={() => void query.refetch()} />
        ) : null}
        {query.isPending ? <Skeleton lines={8} /> : null}
        {purchase === undefined ? null : (
          <>
            <PurchaseSummary purchase={purchase} timeZone={timeZone} />
            {purchase.status === "draft" && purchase.mayOrder ? (
              <DraftEditor purchase={purchase} />
            ) : (
              <PurchaseLines purchase={purchase} />
            )}
            <PurchaseActions purchase={purchase} />
            <WaitingOrders purchase={purchase} timeZone={timeZone} />
            {purchase.status === "draft" ? null : <Receipts purchase={purchase} timeZone={timeZone} />}
          </>
        )}
      </div>
    </div>
  );
}
