import type { ReactNode } from "react";

interface StockBarProps {
  heading: string;
  children?: ReactNode;
}

/** The heading of a screen of the stock room, with what can be done there. */
export function StockBar({ heading, children }: StockBarProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-edge border-b bg-raised px-3 py-1.5">
      <h1 className="mr-auto text-lg">{heading}</h1>
      {children}
    </div>
  );
}
