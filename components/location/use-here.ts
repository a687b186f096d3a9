"use client";

import { useState } from "react";

interface Here {
  lat: number;
  lng: number;
}

/** About a kilometre: near enough to find a centre, and no address. */
function rounded(degrees: number): number {
  return Math.round(degrees * 100) / 100;
}

/** Asks the device where it is, once, when pressed. */
export function useHere(onFound: (here: Here) => void) {
  const [state, setState] = useState<"idle" | "asking" | "denied" | "failed">("idle");

  function ask() {
    if (!("geolocation" in navigator)) return setState("failed");
    setState("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState("idle");
        onFound({ lat: rounded(coords.latitude), lng: rounded(coords.longitude) });
      },
      (error) => setState(error.code === error.PERMISSION_DENIED ? "denied" : "failed"),
      { timeout: 10_000, maximumAge: 600_000 },
    );
  }

  return { state, ask };
}
