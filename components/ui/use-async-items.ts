"use client";

import { useEffect, useRef, useState } from "react";

const typingPauseMilliseconds = 160;

interface AsyncItems<Item> {
  items: Item[];
  state: "idle" | "searching" | "done" | "failed";
  query: string;
}

interface Options<Item> {
  search: (query: string, signal: AbortSignal) => Promise<Item[]>;
  minLength: number;
}

/** Asks after a pause in typing and keeps only the answer to the latest question. */
export function useAsyncItems<Item>({ search, minLength }: Options<Item>) {
  const [found, setFound] = useState<AsyncItems<Item>>({ items: [], state: "idle", query: "" });
  const controller = useRef<AbortController | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function stop() {
    clearTimeout(timer.current);
    controller.current?.abort();
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the box goes away
  useEffect(() => stop, []);

  async function run(query: string, signal: AbortSignal) {
    try {
      const items = await search(query, signal);
      if (!signal.aborted) setFound({ items, state: "done", query });
    } catch {
      if (!signal.aborted) setFound({ items: [], state: "failed", query });
    }
  }

  function ask(raw: string) {
    stop();
    const query = raw.trim();
    if (query.length < minLength) {
      setFound({ items: [], state: "idle", query });
      return;
    }
    const current = new AbortController();
    controller.current = current;
    setFound((before) => ({ ...before, state: "searching", query }));
    timer.current = setTimeout(() => run(query, current.signal), query === "" ? 0 : typingPauseMilliseconds);
  }

  return { ...found, ask };
}
