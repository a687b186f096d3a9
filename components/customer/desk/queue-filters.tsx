"use client";

import { Keyboard, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Ref, useEffect, useState } from "react";
import { methods, openStatuses } from "@/components/customer/desk/address";
import { addressNow, useAddress, useDesk } from "@/components/customer/desk/desk-state";
import type { Queue } from "@/components/customer/desk/types";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Select } from "@/components/ui/select";

const typingPauseMillis = 200;

/** Search, centre, status and way in. All of it stands in the address. */
export function QueueFilters({
  searchRef,
  counts,
  onHelp,
}: {
  searchRef: Ref<HTMLInputElement>;
  counts: Queue["counts"];
  onHelp: () => void;
}) {
  const t = useTranslations("desk");
  const { start } = useDesk();
  const { address, go } = useAddress();
  return (
    <search className="grid gap-2 border-edge border-b bg-sunken p-2.5">
      <div className="flex gap-2">
        <SearchBox searchRef={searchRef} />
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

function SearchBox({ searchRef }: { searchRef: Ref<HTMLInputElement> }) {
  const t = useTranslations("desk.queue");
  const { address, go } = useAddress();
  const [typed, setTyped] = useState(address.q ?? "");
  useEffect(() => {
    const q = typed.trim() || undefined;
    if (q === addressNow().q) return;
    // An order that was opened meanwhile stays open.
    const timer = setTimeout(() => go({ ...addressNow(), q }), typingPauseMillis);
    return () => clearTimeout(timer);
  }, [typed, go]);
  // Whoever takes the filter out elsewhere empties the box too.
  useEffect(() => {
    if (address.q === undefined) setTyped("");
  }, [address.q]);
  return (
    <div className="relative min-w-0 flex-1">
      <Search
        aria-hidden="true"
        strokeWidth={1.75}
        className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-muted"
      />
      <Input
        ref={searchRef}
        type="search"
        aria-label={t("search")}
        aria-keyshortcuts="/"
        placeholder={t("searchHint")}
        value={typed}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        className="pr-9! pl-8!"
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 right-2.5 my-auto h-fit pointer-coarse:hidden"
      >
        {typed === "" ? <Kbd>/</Kbd> : null}
      </span>
    </div>
  );
}
