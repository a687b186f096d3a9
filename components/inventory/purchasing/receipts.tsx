"use client";

import { useTranslations } from "next-intl";
import { useWhoText } from "@/components/inventory/stock/use-who-text";
import { useRelativeDay } from "@/components/ui/relative-day";
import type { Purchase, Receipt } from "./types";
import { OrderLink } from "./waiting-orders";

/** What came when, who took it, and which orders can go on by it. */
export function Receipts({ purchase, timeZone }: { purchase: Purchase; timeZone: string }) {
  const t = useTranslations("purchasing.detail");
  const whoText = useWhoText();
  const relativeDay = useRelativeDay();
  const { receipts, lines } = purchase;
  const nameOf = (partId: string) => lines.find((line) => line.partId === partId)?.name ?? partId;
  return (
    <section aria-labelledby="receipts" className="grid gap-2">
      <h2 id="receipts" className="text-lg">
        {t("receipts")}
      </h2>
      {receipts.length === 0 ? <p className="text-muted">{t("receiptsNone")}</p> : null}
      <ol className="grid gap-3">
        {receipts.map((receipt) => (
          <li key={receipt.id} className="border-edge border-l-3 pl-3">
            <p className="text-muted">
              {relativeDay(receipt.at, timeZone)} · {whoText(receipt.who)}
            </p>
            <ul>
              {receipt.lines.map((line) => (
                <li key={line.partId}>
                  <span className="font-semibold">{nameOf(line.partId)}</span>: <Came line={line} />
                </li>
              ))}
            </ul>
            <Served served={receipt.served} nameOf={nameOf} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Came({ line }: { line: Receipt["lines"][number] }) {
  const t = useTranslations("purchasing.detail");
  const kinds = (["accepted", "damaged", "wrong", "surplus"] as const).filter((kind) => line[kind] > 0);
  return kinds.map((kind) => t(kind, { count: line[kind] })).join(", ");
}

interface ServedProps {
  served: Receipt["served"];
  nameOf: (partId: string) => string;
}

/** The orders that got their part and can go on. */
export function Served({ served, nameOf }: ServedProps) {
  const t = useTranslations("purchasing.detail");
  if (served.length === 0) return null;
  return (
    <div className="mt-1">
      <p className="font-semibold">{t("canGoOn")}</p>
      <ul>
        {served.map(({ orderId, partId, reference, quantity }) => (
          <li key={`${orderId} ${partId}`} className="flex flex-wrap gap-x-4">
            <OrderLink orderId={orderId} reference={reference} />
            <span>{t("waitingFor", { quantity, part: nameOf(partId) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
