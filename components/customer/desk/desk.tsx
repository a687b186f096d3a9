"use client";

import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CustomerPane } from "@/components/customer/desk/customer-pane";
import { useAddress, useDesk } from "@/components/customer/desk/desk-state";
import { HelpDialog } from "@/components/customer/desk/help-dialog";
import { OrderPane } from "@/components/customer/desk/order-pane";
import { focusOrderSearch } from "@/components/customer/desk/order-search";
import { QueuePane } from "@/components/customer/desk/queue-pane";
import { useKeys } from "@/components/customer/desk/use-keys";
import { useOrder } from "@/components/customer/desk/use-order";
import { useQueue } from "@/components/customer/desk/use-queue";
import { useSingleKeys } from "@/components/customer/desk/use-single-keys";
import { problemOf } from "@/components/trpc/problem";
import { Button, buttonClass } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";

/** The desk: queue, order and customer side by side, or one at a time where there is no room. */
export function Desk() {
  const t = useTranslations("desk");
  const { live } = useDesk();
  const { address, go } = useAddress();
  const { rows } = useQueue();
  const [keysOn, setKeysOn] = useSingleKeys();
  const [help, setHelp] = useState(false);

  function step(by: 1 | -1) {
    const at = rows.findIndex(({ id }) => id === address.order);
    const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    go({ ...address, order: next.id });
    document.getElementById(`row-${next.id}`)?.focus();
  }
  const next = () => step(1);
  const previous = () => step(-1);
  const inQueue = () =>
    document.activeElement?.id.startsWith("row-") || document.activeElement === document.body;
  useKeys(
    {
      j: next,
      k: previous,
      ArrowDown: inQueueOnly(next, inQueue),
      ArrowUp: inQueueOnly(previous, inQueue),
      u: () => go({ ...address, order: undefined }, "push"),
      "/": focusOrderSearch,
      "?": () => setHelp(true),
    },
    keysOn,
  );

  return (
    <>
      <h1 className="sr-only">{t("title")}</h1>
      {live === "signed_out" ? <SessionEnded /> : null}
      <div
        className={cx(
          "grid min-h-0 flex-1 relative lg:h-[calc(100dvh-2.75rem-1px)] lg:flex-none lg:grid-cols-[minmax(19rem,25rem)_minmax(0,1fr)]",
          "xl:grid-cols-[25rem_minmax(0,1fr)_21rem] lg:overflow-hidden",
        )}
      >
        <div className={cx("min-h-0 min-w-0 lg:grid", address.order !== undefined && "max-lg:hidden")}>
          <QueuePane onHelp={() => setHelp(true)} />
        </div>
        <div
          className={cx(
            "min-h-0 min-w-0 lg:overflow-y-auto xl:contents",
            address.order === undefined && "max-lg:hidden",
          )}
        >
          {address.order === undefined ? <PickOne /> : <OpenOrder id={address.order} keysOn={keysOn} />}
        </div>
      </div>
      <HelpDialog open={help} onOpenChange={setHelp} enabled={keysOn} onEnabledChange={setKeysOn} />
    </>
  );
}

function OpenOrder({ id, keysOn }: { id: string; keysOn: boolean }) {
  const t = useTranslations("desk.order");
  const { address, go } = useAddress();
  const { data: order, error, isPending, refetch } = useOrder(id);
  const back = { ...address, order: undefined };
  return (
    <>
      <div className="min-w-0 p-3 lg:p-4 xl:min-h-0 xl:overflow-y-auto">
        <Button
          look="quiet"
          className="mb-2 -ml-2 lg:hidden"
          icon={<ArrowLeft aria-hidden="true" strokeWidth={1.75} className="size-4" />}
          onClick={() => go(back, "push")}
        >
          {t("back")}
        </Button>
        {isPending ? <Skeleton lines={9} /> : null}
        {error === null ? null : problemOf(error).code === "not_found" ? (
          <EmptyState part="trace" heading="h2" title={t("gone")} text={t("goneText")} />
        ) : (
          <ProblemNotice {...problemOf(error)} onRetry={() => refetch()} />
        )}
        {order ? <OrderPane key={order.id} order={order} keysOn={keysOn} /> : null}
      </div>
      <aside className="min-w-0 border-edge max-xl:border-t p-3 lg:p-4 xl:min-h-0 xl:overflow-y-auto xl:border-l xl:bg-sunken">
        {order ? <CustomerPane order={order} /> : null}
      </aside>
    </>
  );
}

function PickOne() {
  const t = useTranslations("desk.order");
  return (
    <div className="grid place-content-center xl:col-span-2">
      <EmptyState part="tag" heading="h2" title={t("pickTitle")} text={t("pickText")} />
    </div>
  );
}

function SessionEnded() {
  const t = useTranslations("desk.live");
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 bg-attention-wash px-3 py-2">
      <p className="font-semibold">{t("ended")}</p>
      <a href="/desk" className={buttonClass({ look: "secondary" })}>
        {t("signIn")}
      </a>
    </div>
  );
}

/** Arrows scroll the page unless the queue has the focus. */
function inQueueOnly(act: () => void, inQueue: () => boolean | undefined): () => void {
  return () => {
    if (inQueue()) act();
  };
}
