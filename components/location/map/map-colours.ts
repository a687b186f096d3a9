"use client";

import { useMemo, useSyncExternalStore } from "react";

const names = [
  "paper",
  "raised",
  "sunken",
  "ink",
  "muted",
  "line",
  "edge",
  "signal",
  "signal-strong",
  "signal-wash",
  "attention",
  "stop",
  "info",
] as const;

export type MapColours = Record<(typeof names)[number], string> & {
  /** The page's own typefaces, by the names the browser knows them by. */
  fonts: string[];
};

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

/** A string, so that React sees when nothing changed. */
function snapshot(): string {
  const style = getComputedStyle(document.documentElement);
  const colours = names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  const faces = `${style.getPropertyValue("--face-sans-extended")},${style.getPropertyValue("--face-sans")}`;
  const fonts = faces.split(",").map((face) => face.replaceAll(/["']/g, "").trim());
  return JSON.stringify({
    ...Object.fromEntries(colours),
    fonts: [...fonts.filter((font) => font !== "" && !font.includes("Fallback")), "sans-serif"],
  });
}

/** The tokens as the map's library needs them, following the theme. */
export function useMapColours(): MapColours {
  const text = useSyncExternalStore(subscribe, snapshot, () => "");
  return useMemo(() => JSON.parse(text) as MapColours, [text]);
}
