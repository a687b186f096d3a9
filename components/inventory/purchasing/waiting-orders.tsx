"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRelativeDay } from "@/components/ui/relative-day";
import type { Purchase } from "./types";

/** Who waits for a part of the order, in the order in which they will be served. */
export function WaitingOrders({ purchase, timeZone }: { purchase: Purchase; timeZone: string }) {
  const t = useTranslations("purchasing.detail");
  const relativeDay = useRelativeDay();
  const { waiting, lines } = purchase;
  return (
    <section aria-labelledby="waiting" className="grid gap-1">
      <h2 id="waiting" className="text-lg">
        {t("waiting")}
      </h2>
      {waiting.length === 0 ? <p className="text-muted">{t("waitingNone")}</p> : null}
      <ol className="grid gap-1">
        {waiting.map(({ orderId, partId, quantity, reference, promisedBy }) => (
          <li key={`${orderId} ${partId}`} className="flex flex-wrap gap-x-4">
            <OrderLink orderId={orderId} reference={reference} />
            <span>
              {t("waitingFor", {
                quantity,
                part: lines.find((line) => line.partId === partId)?.name ?? partId,
              })}
            </span>
            <span className="text-muted">
              {promisedBy === null
                ? t("unpromised")
                : t("promised", { at: relativeDay(promisedBy, timeZone) })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A work order by its reference, which opens it at the desk. */
export function OrderLink({ orderId, reference }: { orderId: string; reference: string | null }) {
  const t = useTranslations("purchasing.detail");
  return (
    <Link href={`/desk?order=${orderId}`} className="font-mono font-semibold underline underline-offset-3">
      {reference ?? t("orderUnknown")}
    </Link>
  );
}
