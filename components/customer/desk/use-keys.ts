"use client";

import { useEffect, useRef } from "react";

/** A toast is a dialog too, but one that lets the page go on. */
const inFront = "[role=dialog]:not([aria-modal=false]),[role=menu]";

type Keys = Partial<Record<string, () => void>>;

/** Single keys for the whole page: not while something is typed, a dialog is open or a modifier is held. */
export function useKeys(keys: Keys, enabled: boolean): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!enabled) return;
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTypedInto(event.target) || document.querySelector(inFront)) return;
      const act = latest.current[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [enabled]);
}

function isTypedInto(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input,textarea,select,[contenteditable]") !== null;
}
