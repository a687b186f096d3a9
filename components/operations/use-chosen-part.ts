"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** Which part is open, as the address says it, and how to open another or none. */
export function useChosenPart(): { chosen: string | null; choose: (part: string | null) => void } {
  const chosen = useSearchParams().get("part");
  const choose = useCallback((part: string | null) => {
    const query = part === null ? "" : `?${new URLSearchParams({ part })}`;
    window.history.pushState(null, "", `${window.location.pathname}${query}`);
  }, []);
  return { chosen, choose };
}
