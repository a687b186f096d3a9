"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import type { BaseUIEvent } from "@base-ui/react/types";
import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ControlProps } from "@/components/ui/field";
import { controlClass } from "@/components/ui/input";
import { useAsyncItems } from "@/components/ui/use-async-items";

interface Begun {
  text: string;
  /** Whether Enter was pressed already. */
  entered: boolean;
}

export interface ComboboxProps<Item> {
  search: (query: string, signal: AbortSignal) => Promise<Item[]>;
  value: Item | null;
  onChange: (item: Item | null) => void;
  itemKey: (item: Item) => string;
  /** What stands in the box once the item is chosen. */
  itemLabel: (item: Item) => string;
  renderItem?: (item: Item) => ReactNode;
  placeholder?: string;
  /** Letters typed before the search begins; 0 also lists something for an empty box. */
  minLength?: number;
  control?: ControlProps;
  /** What was typed without choosing, for pages that can use it (an address search). */
  onQuery?: (query: string) => void;
  /** What was typed before this box was there, if anybody is in it: it takes the focus and goes on from that. */
  begun?: () => Begun | undefined;
}

/** Type to search on the server, choose one. Answers that come late or out of order are dropped. */
export function Combobox<Item>(props: ComboboxProps<Item>) {
  const {
    search,
    value,
    onChange,
    itemKey,
    itemLabel,
    renderItem,
    placeholder,
    minLength = 2,
    control,
  } = props;
  const t = useTranslations("kit.combobox");
  const list = useAsyncItems({ search, minLength });
  const input = useRef<HTMLInputElement>(null);
  const entered = useRef(false);
  const [start] = useState(() => (value === null ? props.begun?.()?.text : undefined));
  const [open, setOpen] = useState(start !== undefined && start.length >= minLength);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it takes over
  useLayoutEffect(() => {
    const begun = props.begun?.();
    if (begun === undefined) return;
    input.current?.focus();
    entered.current = begun.entered;
    if (start === undefined) return;
    input.current?.setSelectionRange(start.length, start.length);
    list.ask(start);
  }, []);

  function chooseFirst() {
    const [first] = list.items;
    if (first === undefined || list.query === "") return;
    onChange(first);
    setOpen(false);
  }

  // Enter came before the answer: the answer's first is what it meant.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when an answer comes
  useEffect(() => {
    if (list.state === "searching" || list.state === "idle" || !entered.current) return;
    entered.current = false;
    chooseFirst();
  }, [list.state]);

  /** Never sends the form while the list is open, and never chooses from the answer to an earlier question. */
  function onEnter(event: BaseUIEvent<KeyboardEvent<HTMLInputElement>>) {
    if (!open) return;
    const searching = list.state === "searching";
    if (!searching && event.currentTarget.hasAttribute("aria-activedescendant")) return;
    event.preventDefault();
    event.preventBaseUIHandler();
    if (searching) entered.current = true;
    else chooseFirst();
  }

  return (
    <Base.Root<Item>
      items={list.items}
      value={value}
      filter={null}
      itemToStringLabel={itemLabel}
      isItemEqualToValue={(item, chosen) => itemKey(item) === itemKey(chosen)}
      autoHighlight
      open={open}
      defaultInputValue={start}
      onValueChange={onChange}
      onOpenChange={(opens) => {
        setOpen(opens);
        if (opens && minLength === 0 && list.state === "idle" && !start) list.ask("");
      }}
      onInputValueChange={(query, { reason }) => {
        if (reason === "item-press") return;
        entered.current = false;
        props.onQuery?.(query);
        list.ask(query);
      }}
    >
      <Base.InputGroup className="relative">
        <Search
          aria-hidden="true"
          strokeWidth={1.75}
          className="pointer-events-none absolute inset-y-0 left-3 my-auto size-[1.1em] text-muted staff:left-2"
        />
        <Base.Input
          {...control}
          ref={input}
          placeholder={placeholder}
          onKeyDown={(event) => {
            if (event.key === "Enter") onEnter(event);
          }}
          className={`${controlClass} min-h-control pr-11 pl-10 staff:pr-9 staff:pl-8`}
        />
        <Base.Clear
          aria-label={t("clear")}
          className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-control text-muted hover:text-ink staff:w-8"
        >
          <X aria-hidden="true" strokeWidth={1.75} className="size-[1.1em]" />
        </Base.Clear>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-60 outline-none">
          <Base.Popup
            aria-busy={list.state === "searching" || undefined}
            className="max-h-[min(22rem,var(--available-height))] w-(--anchor-width) overflow-y-auto overscroll-contain rounded-control border border-edge bg-raised py-1 shadow-float"
          >
            <Base.Status className="empty:hidden">
              {list.state === "idle" || list.items.length > 0 ? null : (
                <p className="px-3 py-2 text-muted">
                  {list.state === "searching" ? t("searching") : null}
                  {list.state === "failed" ? t("failed") : null}
                  {list.state === "done" ? t("nothing", { query: list.query }) : null}
                </p>
              )}
            </Base.Status>
            <Base.List>
              {(item: Item) => (
                <Base.Item
                  key={itemKey(item)}
                  value={item}
                  className="min-h-control cursor-default px-3 py-1.5 outline-none data-highlighted:bg-signal-wash data-highlighted:shadow-[inset_3px_0_0_var(--signal)]"
                >
                  {renderItem ? renderItem(item) : itemLabel(item)}
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
