"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cx } from "@/components/ui/cx";

export interface StaffSection {
  href: string;
  label: string;
}

export function StaffNav({ label, sections }: { label: string; sections: StaffSection[] }) {
  const pathname = usePathname();
  const within = sections.filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`));
  // A room inside a room is the one that somebody is in.
  const current = within.toSorted((a, b) => b.href.length - a.href.length)[0];
  return (
    <nav aria-label={label} className="flex min-w-0 overflow-x-auto">
      {sections.map(({ href, label: name }) => {
        const here = href === current?.href;
        return (
          <Link
            key={href}
            href={href}
            aria-current={here ? "page" : undefined}
            className={cx(
              "flex min-h-11 shrink-0 items-center border-b-3 px-3 pt-[3px] font-semibold no-underline -outline-offset-2",
              here ? "border-signal text-ink" : "border-transparent text-muted hover:text-ink",
            )}
          >
            {name}
          </Link>
        );
      })}
    </nav>
  );
}
