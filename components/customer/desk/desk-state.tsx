"use client";

import { useSearchParams } from "next/navigation";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type DeskAddress, readAddress, writeAddress } from "@/components/customer/desk/address";
import type { DeskCenter, Order, Queue } from "@/components/customer/desk/types";
import { type LiveState, useLiveChanges } from "@/components/customer/desk/use-live-changes";
import { useNow } from "@/components/customer/desk/use-now";

/** What the page knew when it was made on the server. */
export interface DeskStart {
  address: DeskAddress;
  queue: Queue;
  order: Order | null;
  /** To choose from: none where there is one only; null while they can't be listed. */
  centers: DeskCenter[] | null;
  /** Whose desk it is. */
  identityId: string;
  /** When it was read, in milliseconds. */
  at: number;
}

interface DeskState {
  start: DeskStart;
  now: number;
  live: LiveState;
  /** Orders that came in while the page was open, a moment ago. */
  fresh: ReadonlySet<string>;
}

const DeskContext = createContext<DeskState | null>(null);

/** Holds what the bar above and the panes below share: the start, the clock and the live stream. */
export function DeskProvider({ start, children }: { start: DeskStart; children: ReactNode }) {
  const { live, fresh } = useLiveChanges(start.queue.feedOffset, start.identityId);
  const now = useNow(start.at);
  const state = useMemo(() => ({ start, now, live, fresh }), [start, now, live, fresh]);
  return <DeskContext value={state}>{children}</DeskContext>;
}

export function useDesk(): DeskState {
  const state = useContext(DeskContext);
  if (state === null) throw new Error("the desk's parts stand inside DeskProvider");
  return state;
}

/** The filter and the open order, which live in the page's address. */
export function useAddress() {
  const params = useSearchParams();
  const address = useMemo(() => readAddress((name) => params.get(name)), [params]);
  return { address, go };
}

/** What the address says at this moment: it changes at once, what was drawn from it a little later. */
export function addressNow(): DeskAddress {
  const params = new URLSearchParams(window.location.search);
  return readAddress((name) => params.get(name));
}

/** Shows another address without asking the server for the page again. */
function go(address: DeskAddress, how: "push" | "replace" = "replace"): void {
  const url = writeAddress(address);
  if (how === "push") window.history.pushState(null, "", url);
  else window.history.replaceState(null, "", url);
}
