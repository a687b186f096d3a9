"use client";

import { type ReactNode, useEffect, useRef } from "react";

let seen = false;

/** The question of a step. It takes the focus when one comes from another step, so that it is read out. */
export function StepHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (seen) heading.current?.focus({ preventScroll: true });
    seen = true;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className="mt-8 max-w-text text-[clamp(1.7rem,1.3rem+1.8vw,2.5rem)]">
      {children}
    </h1>
  );
}
