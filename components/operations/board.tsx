"use client";

import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import type { Overview } from "@/server/platform/operations/overview";
import { Chip } from "./chip";
import { EventRoutes } from "./event-routes";
import { PartButton } from "./part-button";
import type { Part } from "./parts";

interface BoardProps {
  parts: Part[];
  overview: Overview;
  chosen: string | null;
  onOpen: (id: string) => void;
}

/** The portal above, a bus from it to the four contexts, and the events that run between them. */
export function Board({ parts, overview, chosen, onOpen }: BoardProps) {
  const t = useTranslations("operations");
  const portal = parts.filter(({ owner }) => owner === "portal");
  return (
    <section aria-label={t("board.label")} className="grid gap-0 px-4 py-4 sm:px-6">
      <div className="board-chip px-2.5 py-2">
        <h2 className="mb-1 text-base">{t("owners.portal")}</h2>
        <ul className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-[repeat(auto-fit,minmax(12rem,1fr))]">
          {portal.map((part) => (
            <li key={part.id} className="min-w-0">
              <PartButton part={part} chosen={part.id === chosen} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      </div>
      <span aria-hidden="true" className="ml-[4px] h-4 w-[3px] bg-signal" />
      <div className="overflow-x-clip @container/chips -mx-2 px-2">
        <div className="relative grid @max-2xl/chips:@lg/chips:grid-cols-2 @2xl/chips:grid-cols-4 gap-x-7">
          <span aria-hidden="true" className="absolute inset-y-0 left-[4px] w-[3px] bg-signal" />
          {overview.contexts.map(({ context, problem }) => (
            <div key={context} className="group relative flex min-w-0 flex-col">
              <Drop live={problem === null} />
              <Chip
                title={t(`owners.${context}`)}
                parts={parts.filter(({ owner }) => owner === context)}
                chosen={chosen}
                onOpen={onOpen}
              />
            </div>
          ))}
        </div>
      </div>
      <EventRoutes contexts={overview.contexts} onOpen={onOpen} />
    </section>
  );
}

/** The bus above a chip and the way down into it, at 45°: broken and thin when the context doesn't answer. */
function Drop({ live }: { live: boolean }) {
  return (
    <span aria-hidden="true" className="relative block">
      <span className="-right-7 absolute group-last:hidden top-0 left-[4px] h-[3px] bg-signal" />
      <svg
        aria-hidden="true"
        viewBox="0 0 30 30"
        className={cx(
          "relative ml-[4px] block size-[30px] overflow-visible",
          live ? "text-signal" : "text-stop",
        )}
        fill="none"
        stroke="currentColor"
      >
        {live ? (
          <path d="M1.5 0V6L15.5 20V30" strokeWidth="3" />
        ) : (
          <path d="M1.5 0V6L5 9.5M12 16.5L15.5 20V30" strokeWidth="1.5" />
        )}
      </svg>
    </span>
  );
}
