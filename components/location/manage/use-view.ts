"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { readView, type View, viewQuery } from "./view";

export type ChangeView = (patch: Partial<View>, how?: "push" | "replace") => void;

/** The view that the address asks for, and how to change it without loading the page anew. */
export function useView(): { view: View; change: ChangeView } {
  const query = useSearchParams().toString();
  const view = useMemo(() => readView(new URLSearchParams(query)), [query]);
  const change = useCallback<ChangeView>((patch, how = "replace") => {
    const now = readView(new URLSearchParams(window.location.search));
    const address = `${window.location.pathname}${viewQuery({ ...now, ...patch })}`;
    if (how === "push") window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
  }, []);
  return { view, change };
}
