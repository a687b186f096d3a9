"use client";

import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { StatusShape, type StatusTone } from "@/components/ui/status";
import type { Part } from "./parts";
import { usePartText } from "./use-part-text";

const colours: Record<StatusTone, string> = {
  idle: "text-muted",
  active: "text-info",
  waiting: "text-attention",
  stop: "text-stop",
  done: "text-signal",
};

interface PartButtonProps {
  part: Part;
  chosen: boolean;
  onOpen: (id: string) => void;
}

/** A via with what it stands for: shape and word say the state, colour repeats it. */
export function PartButton({ part, chosen, onOpen }: PartButtonProps) {
  const t = useTranslations("operations.states");
  const { name, value } = usePartText()(part);
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={() => onOpen(part.id)}
      className={cx(
        "relative flex min-h-9 w-full items-start gap-2 rounded-control py-1 text-left",
        chosen ? "bg-signal-wash" : "hover:bg-sunken",
      )}
    >
      <span
        className={cx("mt-px rounded-full bg-raised p-px", chosen && "bg-signal-wash", colours[part.tone])}
      >
        <StatusShape tone={part.tone} className="size-4" />
      </span>
      <span className="min-w-0 flex-1 leading-snug">
        <span className="block break-words font-semibold">{name}</span>
        <span
          className={cx(
            "block break-words text-sm",
            part.tone === "done" ? "text-muted" : colours[part.tone],
          )}
        >
          {value}
          <span className="sr-only">, {t(part.tone)}</span>
        </span>
      </span>
    </button>
  );
}
