"use client";

import { Popover } from "@base-ui/react/popover";
import { CircleUser } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CookieLanguageSwitch } from "@/components/shell/cookie-language-switch";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { buttonClass } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";

interface PersonMenuProps {
  person: string;
  locale: string;
  signOut: ReactNode;
}

/** Who is signed in, with their language, appearance and the way out. */
export function PersonMenu({ person, locale, signOut }: PersonMenuProps) {
  const t = useTranslations("common");
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={t("nav.person", { name: person })}
        className={cx(buttonClass({ look: "quiet" }), "text-ink")}
      >
        <CircleUser aria-hidden="true" strokeWidth={1.75} className="size-[1.25em]" />
        <span className="max-w-[12ch] truncate max-sm:sr-only">{person}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="end" className="z-50">
          <Popover.Popup className="grid min-w-60 gap-1 rounded-control border border-edge bg-raised p-3 shadow-float outline-none">
            <Popover.Title className="truncate border-line border-b pb-2 text-base">{person}</Popover.Title>
            <div className="flex items-center justify-between gap-4">
              {t("language.label")}
              <CookieLanguageSwitch locale={locale} />
            </div>
            <div className="flex items-center justify-between gap-4">
              {t("theme.label")}
              <ThemeSwitch />
            </div>
            <div className="border-line border-t pt-2">{signOut}</div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
