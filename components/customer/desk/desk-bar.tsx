"use client";

import { useLocale, useTranslations } from "next-intl";
import { views, writeAddress } from "@/components/customer/desk/address";
import { useAddress, useDesk } from "@/components/customer/desk/desk-state";
import { useQueue } from "@/components/customer/desk/use-queue";
import { cx } from "@/components/ui/cx";
import { time } from "@/components/ui/format";
import { LiveDot } from "@/components/ui/live-dot";
import { StatusShape, type StatusTone } from "@/components/ui/status";

const tones: Record<(typeof views)[number], StatusTone> = {
  late: "stop",
  arriving: "active",
  waiting: "waiting",
};
const colours = { late: "text-stop", arriving: "text-info", waiting: "text-attention" };

/** The thin line that always says what is late, what arrives, what waits; pressing one shows them. */
export function DeskBar() {
  const t = useTranslations("desk.figures");
  const locale = useLocale();
  const { address, go } = useAddress();
  const { live } = useDesk();
  const { newest, dataUpdatedAt } = useQueue();
  const since = time(new Date(dataUpdatedAt).toISOString(), browserZone(), locale);
  return (
    <nav aria-label={t("label")} className="flex items-center whitespace-nowrap text-sm md:gap-1">
      {views.map((view) => {
        const count = newest?.figures[view] ?? 0;
        const chosen = address.view === view;
        const target = { center: address.center, view: chosen ? undefined : view, order: address.order };
        return (
          <a
            key={view}
            href={writeAddress(target)}
            aria-current={chosen ? "true" : undefined}
            onClick={(event) => {
              event.preventDefault();
              go(target, "push");
            }}
            className={cx(
              "inline-flex min-h-7 items-center gap-1.5 rounded-control border px-1.5 font-semibold md:px-2 no-underline",
              chosen ? "border-signal bg-signal-wash" : "border-transparent hover:bg-sunken",
              count === 0 ? "text-muted" : colours[view],
            )}
          >
            <StatusShape tone={count === 0 ? "idle" : tones[view]} />
            {t(view, { count })}
          </a>
        );
      })}
      <span className="pl-1.5">
        <LiveDot state={live === "signed_out" ? "off" : live} since={since} />
      </span>
    </nav>
  );
}

/** When this screen last read the queue is told by the clock of the person before it. */
function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
