"use client";

import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { Kbd } from "@/components/ui/kbd";

export interface MenuItem {
  id: string;
  label: ReactNode;
  icon?: ReactNode;
  shortcut?: string;
  /** A sentence that says why it cannot be chosen now; it is read with the item. */
  disabledReason?: string;
  tone?: "stop";
  onSelect?: () => void;
  href?: string;
}

interface MenuProps {
  /** The button, as an element: `<Button look="quiet">…</Button>`. */
  trigger: ReactElement;
  /** Groups are parted by a line. */
  groups: { id: string; label?: ReactNode; items: MenuItem[] }[];
  align?: "start" | "end";
}

const itemClass = cx(
  "grid min-h-control cursor-default grid-cols-[auto_1fr_auto] items-center gap-2.5 px-3 py-1.5 text-ink no-underline outline-none",
  "data-highlighted:bg-signal-wash data-disabled:text-muted",
);

export function Menu({ trigger, groups, align = "start" }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-50 outline-none">
          <Base.Popup className="max-h-(--available-height) min-w-52 overflow-y-auto rounded-control border border-edge bg-raised py-1 shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
            {groups.map((group, index) => (
              <Base.Group key={group.id} className={index > 0 ? "mt-1 border-line border-t pt-1" : undefined}>
                {group.label ? (
                  <Base.GroupLabel className="px-3 py-1 text-muted text-sm">{group.label}</Base.GroupLabel>
                ) : null}
                {group.items.map((item) => (
                  <Item key={item.id} item={item} />
                ))}
              </Base.Group>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Item({ item }: { item: MenuItem }) {
  const content = (
    <>
      <span className="text-muted">{item.icon}</span>
      <span className="min-w-0">
        {item.label}
        {item.disabledReason ? <span className="block text-muted text-sm">{item.disabledReason}</span> : null}
      </span>
      {item.shortcut ? <Kbd>{item.shortcut}</Kbd> : null}
    </>
  );
  const className = cx(itemClass, item.tone === "stop" && "text-stop");
  if (item.href) {
    return (
      <Base.LinkItem href={item.href} closeOnClick className={className}>
        {content}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item disabled={Boolean(item.disabledReason)} onClick={item.onSelect} className={className}>
      {content}
    </Base.Item>
  );
}
