"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

interface HelpDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  enabled: boolean;
  onEnabledChange: (enabled: boolean) => void;
}

const keys = [
  ["next", ["J", "↓"]],
  ["previous", ["K", "↑"]],
  ["openOrder", ["Enter"]],
  ["back", ["U"]],
  ["search", ["/"]],
  ["receive", ["R"]],
  ["step", ["N"]],
  ["message", ["M"]],
  ["help", ["?"]],
] as const;

/** Every key of the desk, and the switch that turns single keys off. */
export function HelpDialog({ open, onOpenChange, enabled, onEnabledChange }: HelpDialogProps) {
  const t = useTranslations("desk.keys");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")}>
      <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1.5">
        {keys.map(([name, caps]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid items-baseline">
            <dt>{t(name)}</dt>
            <dd className="flex justify-end gap-1">
              {caps.map((cap) => (
                <Kbd key={cap}>{cap}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Checkbox
        className="mt-4 border-line border-t pt-3"
        label={t("enabled")}
        hint={t("enabledHint")}
        checked={enabled}
        onChange={(event) => onEnabledChange(event.target.checked)}
      />
    </Dialog>
  );
}
