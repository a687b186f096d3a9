"use client";

import { Moon, Sun, SunMoon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";

const order = ["system", "light", "dark"] as const;
const icons = { system: SunMoon, light: Sun, dark: Moon };

type Choice = (typeof order)[number];

function isChoice(value: string | undefined): value is Choice {
  return order.some((choice) => choice === value);
}

/** One button that goes round: as the device, light, dark. The choice is known in the browser only. */
export function ThemeSwitch() {
  const t = useTranslations("common.theme");
  const { theme, setTheme } = useTheme();
  const inBrowser = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const current = inBrowser && isChoice(theme) ? theme : "system";
  const next = order[(order.indexOf(current) + 1) % order.length] ?? "system";
  const Icon = icons[current];
  const label = `${t("label")}: ${t(current)}`;
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => setTheme(next)}
      className="grid size-control place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink"
    >
      <Icon aria-hidden="true" strokeWidth={1.75} className="size-[1.15em]" />
    </button>
  );
}
