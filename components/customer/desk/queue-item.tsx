"use client";

import { Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import { ageOf } from "@/components/customer/desk/ageing";
import { enterOrder } from "@/components/customer/desk/order-focus";
import { statusTone } from "@/components/customer/desk/status-tone";
import type { QueueRow } from "@/components/customer/desk/types";
import { useAgeText } from "@/components/customer/desk/use-age-text";
import { cx } from "@/components/ui/cx";
import { Status } from "@/components/ui/status";

interface QueueItemProps {
  row: QueueRow;
  now: number;
  chosen: boolean;
  /** Came in a moment ago. */
  fresh: boolean;
  /** Where several centres stand in one queue. */
  withCenter: boolean;
  onOpen: () => void;
}

/** One order of the queue in two lines: who and when, what and where it stands. */
export function QueueItem({ row, now, chosen, fresh, withCenter, onOpen }: QueueItemProps) {
  const t = useTranslations("desk");
  const { ageText } = useAgeText();
  const age = ageOf(row, now);
  return (
    <li>
      <a
        id={`row-${row.id}`}
        href={`/desk?order=${row.id}`}
        aria-current={chosen ? "true" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onOpen();
          // Pressed by key, not by pointer.
          if (event.detail === 0) enterOrder(row.id);
        }}
        className={cx(
          "grid grid-cols-[minmax(0,1fr)] gap-0.5 border-l-4 py-2 pr-3 pl-2.5 text-ink no-underline transition-colors -outline-offset-2",
          chosen ? "border-signal bg-signal-wash" : "border-transparent hover:bg-sunken",
          fresh && !chosen && "border-info bg-info-wash",
        )}
      >
        <span className="flex items-baseline justify-between gap-2">
          <span className="truncate font-semibold">{row.customerName}</span>
          <Status tone={age.tone} bare className="shrink-0">
            {ageText(age, row.center.timeZone, now)}
          </Status>
        </span>
        <span className="flex items-baseline justify-between gap-2 text-muted text-sm">
          <span className="truncate">
            {row.device.name} · {row.fault}
          </span>
          {fresh ? <span className="shrink-0 font-semibold text-info">{t("queue.new")}</span> : null}
        </span>
        <span className="flex flex-wrap items-baseline gap-x-2 text-muted text-sm">
          <span className="font-mono" translate="no">
            {row.reference}
          </span>
          <Status tone={statusTone(row.status)} bare className="font-normal">
            {t(`status.${row.status}`)}
          </Status>
          {row.method === "drop_off" ? null : <span>{t(`method.${row.method}`)}</span>}
          {withCenter ? <span className="min-w-0 truncate">{row.center.name}</span> : null}
          {row.unread > 0 ? (
            <span className="ml-auto inline-flex items-center gap-1 font-semibold text-attention">
              <Mail aria-hidden="true" strokeWidth={1.75} className="size-3.5" />
              {t("queue.unread", { count: row.unread })}
            </span>
          ) : null}
        </span>
      </a>
    </li>
  );
}
