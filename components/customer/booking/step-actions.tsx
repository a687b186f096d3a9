import type { ReactNode } from "react";

/** Where a step ends: the way on first for the eye and the keyboard, then the way back. */
export function StepActions({ children }: { children: ReactNode }) {
  return <div className="mt-8 flex flex-wrap items-center gap-x-3 gap-y-2">{children}</div>;
}
