import type { ReactNode } from "react";

/** A key, as it is printed on keyboards. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-grid h-fit min-w-[1.7em] place-items-center rounded-control border border-edge border-b-2 bg-paper px-1 text-[0.82em] text-muted leading-[1.5]">
      {children}
    </kbd>
  );
}
