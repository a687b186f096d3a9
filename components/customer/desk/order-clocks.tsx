"use client";

import { useTranslations } from "next-intl";
import { Section } from "@/components/customer/desk/section";
import type { Order } from "@/components/customer/desk/types";
import { useAgeText } from "@/components/customer/desk/use-age-text";
import { cx } from "@/components/ui/cx";

const waitedFor = ["us", "customer", "supplier"] as const;
const fillOf = { us: "bg-signal", customer: "bg-attention", supplier: "bg-info" };

/** How long the order has waited for whom, and for whom it waits now. */
export function OrderClocks({ order: { clock, clocks }, now }: { order: Order; now: number }) {
  const t = useTranslations("desk.order.clocks");
  const { duration } = useAgeText();
  const running =
    clocks.runningSince === null ? 0 : Math.max(0, now - Date.parse(clocks.runningSince)) / 1000;
  const times = waitedFor.map((who) => ({
    who,
    seconds: clocks[who] + (who === clock ? running : 0),
    runs: who === clock && clocks.runningSince !== null,
  }));
  return (
    <Section title={t("title")}>
      <div aria-hidden className="flex h-1.5 gap-0.5">
        {times.map(({ who, seconds }) => (
          <span key={who} className={fillOf[who]} style={{ flexGrow: seconds }} />
        ))}
      </div>
      <dl className="grid grid-cols-3 gap-3">
        {times.map(({ who, seconds, runs }) => (
          <div key={who} className="min-w-0">
            <dt className="flex items-baseline gap-1.5 text-muted text-sm">
              <span aria-hidden className={cx("inline-block size-2 shrink-0", fillOf[who])} />
              {t(who)}
            </dt>
            <dd className={cx("tabular-nums", runs && "font-semibold")}>
              {duration(Math.round(seconds / 60))}
              {runs ? <span className="sr-only"> {t("runs")}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
