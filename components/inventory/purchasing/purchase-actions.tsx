"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ProblemNotice } from "@/components/ui/problem-notice";
import type { Purchase } from "./types";
import { usePurchaseMoves } from "./use-purchase-moves";

/** What can be done with the order as it stands. */
export function PurchaseActions({ purchase }: { purchase: Purchase }) {
  const t = useTranslations("purchasing");
  const { move, busy, problem } = usePurchaseMoves(purchase);
  const [asking, setAsking] = useState<"closeShort" | "cancel" | null>(null);
  const { id, status, mayOrder, lines } = purchase;
  const isOpen = status === "sent" || status === "partly_received";
  const left = lines.reduce((sum, { outstanding }) => sum + outstanding, 0);
  return (
    <div className="grid gap-3">
      {problem ? <ProblemNotice {...problem} /> : null}
      <div className="flex flex-wrap gap-2">
        {mayOrder && status === "draft" ? (
          <Button busy={busy === "send"} onClick={() => move("send")}>
            {t("draft.send")}
          </Button>
        ) : null}
        {mayOrder && isOpen ? (
          <Link href={`/stock/purchases/${id}/receive`} className={buttonClass()}>
            {t("detail.receive")}
          </Link>
        ) : null}
        <Link href={`/stock/purchases/${id}/print`} className={buttonClass({ look: "secondary" })}>
          {t("detail.print")}
        </Link>
        {mayOrder && status === "partly_received" ? (
          <Button look="quiet" onClick={() => setAsking("closeShort")}>
            {t("detail.close")}
          </Button>
        ) : null}
        {mayOrder && (status === "draft" || status === "sent") ? (
          <Button look="quiet" onClick={() => (status === "draft" ? move("cancel") : setAsking("cancel"))}>
            {t(status === "draft" ? "detail.discard" : "detail.cancel")}
          </Button>
        ) : null}
      </div>
      <Dialog
        open={asking !== null}
        onOpenChange={() => setAsking(null)}
        title={t(asking === "cancel" ? "detail.cancelSure" : "detail.closeSure")}
        description={asking === "cancel" ? t("detail.cancelText") : t("detail.closeText", { count: left })}
        footer={
          <>
            <Button look="secondary" onClick={() => setAsking(null)}>
              {t("detail.keep")}
            </Button>
            <Button
              look="stop"
              busy={busy !== null}
              onClick={() => {
                if (asking !== null) move(asking);
                setAsking(null);
              }}
            >
              {t(asking === "cancel" ? "detail.cancel" : "detail.close")}
            </Button>
          </>
        }
      />
    </div>
  );
}
