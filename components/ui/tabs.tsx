"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

interface TabsProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  tabs: { value: string; label: ReactNode; count?: number; panel: ReactNode }[];
  className?: string;
}

export function Tabs({ label, value, onChange, tabs, className }: TabsProps) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => onChange(String(next))}
      className={cx("min-w-0", className)}
    >
      <Base.List aria-label={label} className="flex gap-1 overflow-x-auto border-edge border-b">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="-mb-px min-h-control shrink-0 border-transparent border-b-3 px-3 font-semibold text-muted -outline-offset-2 hover:text-ink data-active:border-signal data-active:text-ink"
          >
            {tab.label}{" "}
            {tab.count === undefined ? null : (
              <span className="ml-0.5 font-mono font-normal">{tab.count}</span>
            )}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="pt-4 staff:pt-2.5">
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
