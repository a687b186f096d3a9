"use client";

import { UsersRound } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { Conflict } from "@/components/customer/desk/use-order-change";
import { Button } from "@/components/ui/button";

interface ConflictNoticeProps {
  conflict: Conflict;
  onDismiss: () => void;
}

/** "Ana changed this 4 s ago": never a silent overwrite. */
export function ConflictNotice({ conflict, onDismiss }: ConflictNoticeProps) {
  const t = useTranslations("desk.conflict");
  const locale = useLocale();
  const seconds = Math.max(1, Math.round((Date.now() - Date.parse(conflict.at)) / 1000));
  const [value, unit] =
    seconds < 90 ? [seconds, "second" as const] : [Math.round(seconds / 60), "minute" as const];
  const ago = new Intl.RelativeTimeFormat(locale, { style: "short" }).format(-value, unit);
  const who = conflict.name !== "" ? "named" : conflict.kind === "staff" ? "someone" : "customer";
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-3 rounded-control bg-attention-wash px-3 py-2"
    >
      <UsersRound aria-hidden="true" strokeWidth={1.75} className="size-5 text-attention" />
      <p className="min-w-0 flex-1">
        <strong>{t(who, { name: conflict.name, ago })}</strong> {t("text")}
      </p>
      <Button look="quiet" onClick={onDismiss}>
        {t("dismiss")}
      </Button>
    </div>
  );
}
