"use client";

import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { StatusShape } from "@/components/ui/status";
import type { ContextFacts } from "@/server/platform/operations/overview";

/** Every consumer as a trace from the context whose events it reads to the one where they have their effect. */
export function EventRoutes({
  contexts,
  onOpen,
}: {
  contexts: ContextFacts[];
  onOpen: (id: string) => void;
}) {
  const t = useTranslations("operations");
  const routes = contexts.flatMap(({ context, state }) =>
    (state?.consumers ?? []).map((consumer) => ({ ...consumer, target: context })),
  );
  return (
    <div className="mt-5">
      <h2 className="mb-1 text-base">{t("board.routes")}</h2>
      {routes.length === 0 ? <p className="text-muted">{t("board.noRoutes")}</p> : null}
      <ul className="grid gap-x-8 md:grid-cols-2">
        {routes.map(({ name, source, target, lagEvents, lagSeconds }) => {
          const behind = (lagEvents ?? 0) > 0;
          const unknown = lagEvents === null;
          const tone = unknown ? "idle" : behind ? "active" : "done";
          return (
            <li key={name}>
              <button
                type="button"
                onClick={() => onOpen(`${target}.consumers`)}
                className="grid min-h-9 w-full grid-cols-[auto_minmax(1.5rem,1fr)_auto] items-center gap-x-1 rounded-control py-1 text-left hover:bg-sunken"
              >
                <span>{source === null ? t("values.unknown") : t(`owners.${source}`)}</span>
                <span
                  aria-hidden="true"
                  className={cx(
                    "flex items-center",
                    unknown ? "text-muted" : behind ? "text-info" : "text-signal",
                  )}
                >
                  <StatusShape tone={tone} className="size-3.5" />
                  <span className={cx("flex-1 bg-current", unknown ? "h-[1.5px]" : "h-[3px]")} />
                  <StatusShape tone={tone} className="size-3.5" />
                </span>
                <span>{t(`owners.${target}`)}</span>
                <span className="col-span-3 break-words text-muted text-sm">
                  <span className="font-mono text-[0.93em]">{name.slice(name.indexOf(".") + 1)}</span>
                  {": "}
                  {unknown
                    ? t("values.unknown")
                    : !behind
                      ? t("board.level")
                      : t("values.behind", { count: lagEvents, seconds: Math.round(lagSeconds ?? 0) })}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
