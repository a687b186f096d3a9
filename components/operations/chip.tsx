"use client";

import { cx } from "@/components/ui/cx";
import type { StatusTone } from "@/components/ui/status";
import { PartButton } from "./part-button";
import type { Part } from "./parts";

interface ChipProps {
  title: string;
  parts: Part[];
  chosen: string | null;
  onOpen: (id: string) => void;
}

/** The piece of trace that leads on from a part: solid where it works, thin where nothing is known, broken where it is down. */
const leads: Record<StatusTone, string> = {
  done: "left-[7.5px] w-[3px] bg-signal",
  active: "left-[7.5px] w-[3px] bg-info",
  waiting: "left-[8.25px] w-[1.5px] bg-attention",
  idle: "left-[8.25px] w-[1.5px] bg-edge",
  stop: "left-[8.25px] w-[1.5px] bg-stop [clip-path:polygon(0_0,100%_0,100%_35%,0_35%,0_65%,100%_65%,100%_100%,0_100%)]",
};

/** A context as a chip on the board: its parts are vias on one trace. */
export function Chip({ title, parts, chosen, onOpen }: ChipProps) {
  return (
    <div className="board-chip flex-1 px-2.5 pt-2 pb-1">
      <h2 className="mb-1 text-base">{title}</h2>
      <ul>
        {parts.map((part, index) => (
          <li key={part.id} className="relative min-w-0">
            {index < parts.length - 1 ? (
              <span aria-hidden="true" className={cx("absolute top-[14px] h-full", leads[part.tone])} />
            ) : null}
            <PartButton part={part} chosen={part.id === chosen} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </div>
  );
}
