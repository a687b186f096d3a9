"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { addressNow, useAddress, useDesk } from "@/components/customer/desk/desk-state";
import { enterOrder } from "@/components/customer/desk/order-focus";
import { statusTone } from "@/components/customer/desk/status-tone";
import type { FoundOrder } from "@/components/customer/desk/types";
import { useTRPCClient } from "@/components/trpc/provider";
import { Combobox } from "@/components/ui/combobox";
import { dateIn } from "@/components/ui/format";
import { Kbd } from "@/components/ui/kbd";
import { Status } from "@/components/ui/status";

const boxId = "order-search";

/** Where the key for searching leads. */
export function focusOrderSearch(): void {
  document.getElementById(boxId)?.focus();
}

/** The desk's one search: every order, open or long closed, by whatever is at hand. Enter opens the chosen one. */
export function OrderSearch() {
  const t = useTranslations("desk.search");
  const client = useTRPCClient();
  const { go } = useAddress();
  const [typed, setTyped] = useState("");
  /** A box that has led somewhere is a new, empty one. */
  const [opened, setOpened] = useState(0);

  function open(found: FoundOrder | null) {
    if (found === null) return;
    go({ ...addressNow(), order: found.id }, "push");
    enterOrder(found.id);
    setTyped("");
    setOpened((before) => before + 1);
  }

  return (
    <div className="relative min-w-0 flex-1">
      <Combobox<FoundOrder>
        key={opened}
        control={{ id: boxId, "aria-label": t("label"), "aria-keyshortcuts": "/", maxLength: 200 }}
        placeholder={t("hint")}
        search={async (q, signal) =>
          (await client.customer.workOrders.search.query({ q }, { signal })).orders
        }
        value={null}
        onChange={open}
        itemKey={({ id }) => id}
        itemLabel={({ reference }) => reference}
        renderItem={(found) => <Finding found={found} />}
        onQuery={setTyped}
      />
      {typed === "" ? (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-2.5 my-auto h-fit pointer-coarse:hidden"
        >
          <Kbd>/</Kbd>
        </span>
      ) : null}
    </div>
  );
}

/** An order among the findings: whose it is, what it is, and what of it was meant. */
function Finding({ found }: { found: FoundOrder }) {
  const t = useTranslations("desk");
  const locale = useLocale();
  const { start } = useDesk();
  const severalCentres = start.centers === null || start.centers.length > 1;
  const { center } = found;
  const since = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <span className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
      <span className="flex items-baseline justify-between gap-2">
        <span className="truncate font-semibold" dir="auto">
          {found.customerName}
        </span>
        <Status tone={statusTone(found.status)} bare className="shrink-0 font-normal">
          {t(`status.${found.status}`)}
        </Status>
      </span>
      <span className="flex items-baseline gap-x-2 text-muted text-sm">
        <span className="shrink-0 font-mono" translate="no">
          {found.reference}
        </span>
        <span className="min-w-0 flex-1 truncate">{found.device}</span>
        <span className="shrink-0">
          {since.format(new Date(`${dateIn(found.createdAt, center.timeZone)}T00:00Z`))}
        </span>
      </span>
      {severalCentres ? <span className="truncate text-muted text-sm">{center.name}</span> : null}
      {found.reasons.map(({ field, text }) => (
        <span key={field} className="line-clamp-2 break-words text-sm">
          <span className="text-muted">{t(`search.by.${field}`)}</span> <bdi>{text}</bdi>
        </span>
      ))}
    </span>
  );
}
