"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { StockBar } from "@/components/inventory/stock/stock-bar";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, VerbProvider } from "@/components/trpc/provider";
import { Button, buttonClass } from "@/components/ui/button";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { Served } from "./receipts";
import { ReceiveForm } from "./receive-form";
import type { Purchase } from "./types";

/** Taking what a supplier has sent, by scanner and keyboard; afterwards who can go on by it. */
export function ReceiveScreen(props: { id: string }) {
  return (
    <VerbProvider>
      <Screen {...props} />
    </VerbProvider>
  );
}

function Screen({ id }: { id: string }) {
  const t = useTranslations("purchasing");
  const trpc = useTRPC();
  const query = useQuery(trpc.inventory.purchases.detail.queryOptions({ id }));
  const [done, setDone] = useState<string | null>(null);
  const purchase = query.data;
  const number = t("number", { number: String(purchase?.number ?? "") });
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <StockBar
        heading={purchase === undefined ? t("heading") : t("receive.title", { number })}
        room="purchases"
        centre={purchase?.center.id}
      >
        <Link href={`/stock/purchases/${id}`} className={buttonClass({ look: "secondary" })}>
          {t("receive.back")}
        </Link>
      </StockBar>
      <div className="min-w-0 overflow-auto p-3">
        {query.isError ? (
          <ProblemNotice {...problemOf(query.error)} onRetry={() => void query.refetch()} />
        ) : null}
        {query.isPending ? <Skeleton lines={8} /> : null}
        {purchase === undefined ? null : (
          <Body purchase={purchase} done={done} onDone={setDone} onMore={() => setDone(null)} />
        )}
      </div>
    </div>
  );
}

interface BodyProps {
  purchase: Purchase;
  /** The receipt that was entered a moment ago. */
  done: string | null;
  onDone: (receiptId: string) => void;
  onMore: () => void;
}

function Body({ purchase, done, onDone, onMore }: BodyProps) {
  const t = useTranslations("purchasing.receive");
  const isOpen = purchase.status === "sent" || purchase.status === "partly_received";
  if (done !== null)
    return <Done purchase={purchase} receiptId={done} onMore={isOpen ? onMore : undefined} />;
  if (!isOpen || !purchase.mayOrder) return <p>{t("closed")}</p>;
  return <ReceiveForm purchase={purchase} onDone={onDone} />;
}

interface DoneProps {
  purchase: Purchase;
  receiptId: string;
  onMore: (() => void) | undefined;
}

function Done({ purchase, receiptId, onMore }: DoneProps) {
  const t = useTranslations("purchasing.receive");
  const served = purchase.receipts.find(({ id }) => id === receiptId)?.served ?? [];
  const nameOf = (partId: string) => purchase.lines.find((line) => line.partId === partId)?.name ?? partId;
  return (
    <div className="grid gap-3">
      <div role="status" className="grid gap-2">
        <Status tone="done">{t("done")}</Status>
        {served.length === 0 ? <p>{t("noneWaited")}</p> : <Served served={served} nameOf={nameOf} />}
      </div>
      <div className="flex flex-wrap gap-2">
        {onMore ? <Button onClick={onMore}>{t("more")}</Button> : null}
        <Link href={`/stock/purchases/${purchase.id}`} className={buttonClass({ look: "secondary" })}>
          {t("back")}
        </Link>
      </div>
    </div>
  );
}
