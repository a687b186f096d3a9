"use client";

import { useSyncExternalStore } from "react";

const storageKey = "desk.single-keys";
const changed = "desk:single-keys";

function subscribe(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(changed, listener);
    window.removeEventListener("storage", listener);
  };
}

/** Whether single keys do something here. On until a person switches them off on this device (WCAG 2.1.4). */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    subscribe,
    () => window.localStorage.getItem(storageKey) !== "off",
    () => true,
  );
  function set(next: boolean) {
    window.localStorage.setItem(storageKey, next ? "on" : "off");
    window.dispatchEvent(new Event(changed));
  }
  return [on, set];
}
