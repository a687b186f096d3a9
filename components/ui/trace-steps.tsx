import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { Jog, type TraceState, Via } from "@/components/ui/via";

interface TraceStepsProps {
  label: string;
  /** A done step with an address is a link back to it. */
  steps: { id: string; label: string; href?: string }[];
  current: number;
}

function stateOf(index: number, current: number): TraceState {
  if (index === current) return "current";
  return index < current ? "done" : "rest";
}

/**
 * Progress from left to right as a board trace: solid where it has been, thin where it will go. The current
 * step lies on a lane of its own, reached at 45°. A narrow screen names the current step only.
 */
export function TraceSteps({ label, steps, current }: TraceStepsProps) {
  const t = useTranslations("kit.trace");
  return (
    <nav aria-label={label}>
      <p className="mb-1 text-muted text-sm sm:hidden">
        {t("step", { current: current + 1, total: steps.length })}
        {": "}
        <span className="font-semibold text-ink">{steps[current]?.label}</span>
      </p>
      <ol className="flex">
        {steps.map((step, index) => {
          const state = stateOf(index, current);
          const last = index === steps.length - 1;
          return (
            <li
              key={step.id}
              aria-current={state === "current" ? "step" : undefined}
              className={cx("group min-w-0", last ? "flex-none" : "flex-1")}
            >
              <span aria-hidden="true" className="flex h-[28px]">
                <Via state={state} className={cx("relative", state === "current" && "mt-[10px]")} />
                {last ? null : <Lead state={state} nextIsCurrent={index + 1 === current} />}
              </span>
              <span
                className={cx(
                  "block pr-3 text-sm max-sm:sr-only",
                  state === "current" ? "font-semibold" : "text-muted",
                )}
              >
                {state === "done" && step.href ? (
                  <a href={step.href} className="text-signal underline underline-offset-3">
                    {step.label}
                  </a>
                ) : (
                  step.label
                )}
                <span className="sr-only"> ({t(state)})</span>
              </span>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** The line that leads on from a step, with its bend to or from the current step's lane. */
function Lead({ state, nextIsCurrent }: { state: TraceState; nextIsCurrent: boolean }) {
  const done = state === "done";
  const low = state === "current";
  return (
    <>
      <span
        className={cx(
          "-ml-[5px] flex-1",
          !(nextIsCurrent || low) && "-mr-[5px]",
          done ? "h-[3px] bg-signal" : "h-[1.5px] bg-edge",
          low ? "mt-[18.25px]" : done ? "mt-[7.5px]" : "mt-[8.25px]",
        )}
      />
      {nextIsCurrent ? <Jog done direction="down" /> : null}
      {low ? <Jog direction="up" /> : null}
    </>
  );
}
