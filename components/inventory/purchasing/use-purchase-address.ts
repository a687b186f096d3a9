"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type PurchaseAddress, readPurchaseAddress, writePurchaseAddress } from "./address";

/** The filter, which lives in the page's address. */
export function usePurchaseAddress() {
  const params = useSearchParams();
  const address = useMemo(() => readPurchaseAddress((name) => params.get(name)), [params]);
  return { address, go };
}

/** Shows another address without asking the server for the page again. */
function go(address: PurchaseAddress, how: "push" | "replace" = "replace"): void {
  const url = writePurchaseAddress(address);
  if (how === "push") window.history.pushState(null, "", url);
  else window.history.replaceState(null, "", url);
}
