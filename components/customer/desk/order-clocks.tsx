"use client";

import { useTranslations } from "next-intl";
import { Section } from "@/components/customer/desk/section";
import type { Order } from "@/components/customer/desk/types";
import { useAgeText } from "@/components/customer/desk/use-age-text";
import { cx } from "@/components/ui/cx";

const waitedFor = ["us", "customer", "supplier"] as const;
const fillOf = {
  us: { bar: "fill-signal", spot: "bg-signal" },
  customer: { bar: "fill-attention", spot: "bg-attention" },
  supplier: { bar: "fill-info", spot: "bg-info" },
};

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
  const whole = Math.max(
    times.reduce((sum, { seconds }) => sum + seconds, 0),
    1,
  );
  const shareOf = (some: typeof times) => (100 * some.reduce((sum, { seconds }) => sum + seconds, 0)) / whole;
  return (
    <Section title={t("title")}>
      <svg aria-hidden viewBox="0 0 100 1" preserveAspectRatio="none" className="h-1.5 w-full">
        {times.map(({ who }, index) => (
          <rect
            key={who}
            x={shareOf(times.slice(0, index))}
            width={shareOf(times.slice(index, index + 1))}
            height={1}
            className={fillOf[who].bar}
          />
        ))}
      </svg>
      <dl className="grid grid-cols-3 gap-3">
        {times.map(({ who, seconds, runs }) => (
          <div key={who} className="min-w-0">
            <dt className="flex items-baseline gap-1.5 text-muted text-sm">
              <span aria-hidden className={cx("inline-block size-2 shrink-0", fillOf[who].spot)} />
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
