import type { ReactNode } from "react";
import { PartDrawing, type PartName } from "@/components/ui/part-drawing";

interface EmptyStateProps {
  /** The part that is missing: chip (nothing here yet), tag (no tickets), cable (not reachable), trace (lost). */
  part: PartName;
  /** One sentence. */
  title: ReactNode;
  text?: ReactNode;
  /** One action: the next step. */
  action?: ReactNode;
  /** Whether the sentence is a heading, and of which level. */
  heading?: "h1" | "h2" | "h3";
}

export function EmptyState({ part, title, text, action, heading: Heading }: EmptyStateProps) {
  const sentence = "font-display font-semibold text-xl leading-tight";
  return (
    <div className="mx-auto grid max-w-sm justify-items-center gap-3 px-4 py-10 text-center staff:py-6">
      <PartDrawing part={part} />
      {Heading ? <Heading className={sentence}>{title}</Heading> : <p className={sentence}>{title}</p>}
      {text ? <div className="text-muted">{text}</div> : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
