"use client";

import { Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { methods, openStatuses } from "@/components/customer/desk/address";
import { useAddress, useDesk } from "@/components/customer/desk/desk-state";
import { OrderSearch } from "@/components/customer/desk/order-search";
import type { Queue } from "@/components/customer/desk/types";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";

/** The search, and the filter of the queue: centre, status and way in, which stand in the address. */
export function QueueFilters({ counts, onHelp }: { counts: Queue["counts"]; onHelp: () => void }) {
  const t = useTranslations("desk");
  const { start } = useDesk();
  const { address, go } = useAddress();
  return (
    <search className="grid gap-2 border-edge border-b bg-sunken p-2.5">
      <div className="flex gap-2">
        <OrderSearch />
        <Button
          look="secondary"
          square
          className="max-lg:hidden"
          aria-label={t("keys.open")}
          aria-keyshortcuts="?"
          onClick={onHelp}
        >
          <Keyboard aria-hidden="true" strokeWidth={1.75} className="size-4" />
        </Button>
      </div>
      <div className="grid grid-cols-2 gap-2">
        {start.centers === null ? (
          <p className="col-span-2 border-attention border-l-3 pl-2 text-sm">{t("queue.centresAway")}</p>
        ) : null}
        {start.centers && start.centers.length > 1 ? (
          <Select
            className="col-span-2"
            aria-label={t("queue.centre")}
            value={address.center ?? ""}
            onChange={(event) => go({ ...address, center: event.target.value || undefined }, "push")}
            options={[
              { value: "", label: t("queue.allCentres") },
              ...start.centers.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        ) : null}
        <Select
          aria-label={t("queue.status")}
          value={address.view ? `view:${address.view}` : (address.status ?? "")}
          onChange={(event) => {
            const status = openStatuses.find((each) => each === event.target.value);
            go({ ...address, status, view: undefined }, "push");
          }}
          options={[
            { value: "", label: t("queue.all") },
            ...(address.view
              ? [{ value: `view:${address.view}`, label: t(`queue.view.${address.view}`) }]
              : []),
            ...openStatuses.map((status) => ({
              value: status,
              label: `${t(`status.${status}`)} · ${counts[status] ?? 0}`,
            })),
          ]}
        />
        <Select
          aria-label={t("queue.method")}
          value={address.method ?? ""}
          onChange={(event) =>
            go({ ...address, method: methods.find((each) => each === event.target.value) }, "push")
          }
          options={[
            { value: "", label: t("queue.allMethods") },
            ...methods.map((method) => ({ value: method, label: t(`method.${method}`) })),
          ]}
        />
      </div>
    </search>
  );
}
