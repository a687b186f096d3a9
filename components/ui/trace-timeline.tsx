import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { type TraceState, Via } from "@/components/ui/via";

export interface TimelineItem {
  id: string;
  state: TraceState;
  title: ReactNode;
  /** A `<time>` element, said as people say it. */
  time?: ReactNode;
  text?: ReactNode;
}

/** What happened and what comes, from top to bottom, on the same trace as the steps. */
export function TraceTimeline({ label, items }: { label: string; items: TimelineItem[] }) {
  const t = useTranslations("kit.trace");
  return (
    <ol aria-label={label}>
      {items.map((item, index) => (
        <li
          key={item.id}
          aria-current={item.state === "current" ? "step" : undefined}
          className="grid grid-cols-[36px_minmax(0,1fr)]"
        >
          <Rail state={item.state} previous={items[index - 1]?.state} last={index === items.length - 1} />
          <div className={cx("pb-6 staff:pb-3", item.state === "rest" && "text-muted")}>
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <p
                className={
                  item.state === "current" ? "font-bold font-display text-xl leading-tight" : "font-semibold"
                }
              >
                {item.title}
                <span className="sr-only"> ({t(item.state)})</span>
              </p>
              {item.time ? <p className="text-muted text-sm">{item.time}</p> : null}
            </div>
            {item.text ? <div className="max-w-text text-muted">{item.text}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

interface RailProps {
  state: TraceState;
  previous: TraceState | undefined;
  last: boolean;
}

/** The current point lies on a lane 10 px to the right; the lead into it is solid, the lead out of it thin. */
function Rail({ state, previous, last }: RailProps) {
  const lane = state === "current" ? 19 : 9;
  const from = previous === "current" ? 19 : 9;
  const solidIn = state !== "rest";
  const solidOut = state === "done";
  return (
    <div aria-hidden="true" className="relative">
      {previous === undefined ? null : (
        <svg
          aria-hidden="true"
          viewBox="0 0 28 14"
          className="absolute top-0 left-0 h-[14px] w-[28px]"
          fill="none"
        >
          <path
            d={from === lane ? `M${lane} 0V14` : `M${from} -1V0L${lane} 10V14`}
            stroke={solidIn ? "var(--signal)" : "var(--edge)"}
            strokeWidth={solidIn ? 3 : 1.5}
          />
        </svg>
      )}
      {last ? null : (
        <span
          className={cx(
            "absolute top-[14px] bottom-0 -translate-x-1/2",
            solidOut ? "w-[3px] bg-signal" : "w-[1.5px] bg-edge",
            state === "current" ? "left-[19px]" : "left-[9px]",
          )}
        />
      )}
      <Via
        state={state}
        className={cx("absolute top-[5px]", state === "current" ? "left-[10px]" : "left-0")}
      />
    </div>
  );
}
