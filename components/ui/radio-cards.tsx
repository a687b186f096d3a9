"use client";

import { type ReactNode, useId } from "react";
import { cx } from "@/components/ui/cx";
import { FieldError } from "@/components/ui/field";

interface RadioCard<Value extends string> {
  value: Value;
  title: ReactNode;
  /** A line below the title. */
  text?: ReactNode;
  /** Set at the far end, in mono: a price, a time, a distance. */
  end?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
}

interface RadioCardsProps<Value extends string> {
  legend: ReactNode;
  hideLegend?: boolean;
  cards: RadioCard<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  error?: ReactNode;
  /** How the cards lie: one below the other, or side by side where there is room. */
  layout?: "list" | "grid";
  id?: string;
  name?: string;
}

/** One choice of a few, each with room to say what it means. Native radios, so arrows and forms just work. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const { legend, hideLegend, cards, value, onChange, error, layout = "list", id, name } = props;
  const made = useId();
  const base = id ?? made;
  return (
    <fieldset
      id={base}
      tabIndex={-1}
      aria-describedby={error ? `${base}-error` : undefined}
      className="min-w-0"
    >
      <legend className={hideLegend ? "sr-only" : "mb-2 font-semibold"}>{legend}</legend>
      <div
        className={cx("grid gap-2", layout === "grid" && "grid-cols-[repeat(auto-fill,minmax(15rem,1fr))]")}
      >
        {cards.map((card) => (
          <label key={card.value} className={cardClass}>
            <input
              type="radio"
              name={name ?? base}
              value={card.value}
              checked={card.value === value}
              disabled={card.disabled}
              aria-invalid={error ? true : undefined}
              onChange={() => onChange(card.value)}
              className="via-radio"
            />
            <span className="flex min-w-0 items-center gap-3">
              {card.icon}
              <span className="min-w-0">
                <span className="block font-semibold leading-snug">{card.title}</span>
                {card.text ? <span className="block text-muted text-sm">{card.text}</span> : null}
              </span>
            </span>
            {card.end ? <span className="text-right font-mono text-sm">{card.end}</span> : null}
          </label>
        ))}
      </div>
      <FieldError id={`${base}-error`}>{error}</FieldError>
    </fieldset>
  );
}

const cardClass = cx(
  "grid min-h-control grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 rounded-control border border-edge",
  "bg-raised px-4 py-3 transition-colors hover:border-ink staff:px-3 staff:py-1.5",
  "has-checked:border-signal has-checked:bg-signal-wash has-checked:shadow-[inset_0_0_0_1px_var(--signal)]",
  "has-focus-visible:outline-2 has-focus-visible:outline-signal has-focus-visible:outline-offset-2",
  "has-disabled:border-line has-disabled:bg-sunken has-disabled:text-muted",
);
