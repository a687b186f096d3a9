"use client";

import { useEffect, useState } from "react";

const tickMillis = 20_000;

/** The time, fine enough for minutes; begins with the server's so that both draw the same first picture. */
export function useNow(start: number): number {
  const [now, setNow] = useState(start);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), tickMillis);
    return () => clearInterval(timer);
  }, []);
  return now;
}
