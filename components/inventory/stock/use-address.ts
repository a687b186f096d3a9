"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { readAddress, type StockAddress, writeAddress } from "./address";

/** The filter and the open level, which live in the page's address. */
export function useAddress() {
  const params = useSearchParams();
  const address = useMemo(() => readAddress((name) => params.get(name)), [params]);
  return { address, go };
}

/** Shows another address without asking the server for the page again. */
function go(address: StockAddress, how: "push" | "replace" = "replace"): void {
  const url = writeAddress(address);
  if (how === "push") window.history.pushState(null, "", url);
  else window.history.replaceState(null, "", url);
}
