import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { writeAddress } from "./address";

const rooms = {
  levels: "/stock",
  transfers: "/stock/transfers",
  purchases: "/stock/purchases",
  reorder: "/stock/reorder",
  counts: "/stock/counts",
};

interface StockBarProps {
  heading: string;
  /** Which of the rooms this is. */
  room: keyof typeof rooms;
  /** The centre that stays chosen from room to room. */
  centre: string | undefined;
  children?: ReactNode;
}

/** The heading of a screen of the stock room, the way to the others, and what can be done there. */
export function StockBar({ heading, room, centre, children }: StockBarProps) {
  const t = useTranslations("stock.nav");
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-edge border-b bg-raised px-3 py-1.5">
      <h1 className="text-lg">{heading}</h1>
      <nav aria-label={t("label")} className="mr-auto flex flex-wrap gap-x-1">
        {Object.entries(rooms).map(([name, path]) => (
          <Link
            key={name}
            href={writeAddress({ centre }, path)}
            aria-current={name === room ? "page" : undefined}
            className={cx(
              "flex min-h-control items-center border-b-3 px-2 font-semibold",
              name === room ? "border-signal text-ink" : "border-transparent text-muted hover:text-ink",
            )}
          >
            {t(name)}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  );
}
