"use client";

import type { Sort } from "@/components/ui/data-table";
import type { ChangeView } from "./use-view";
import type { View } from "./view";

/** The table's sorting as it stands in the address (`-load`), `usual` where it says nothing. */
export function useSort(view: View, change: ChangeView, usual: string) {
  const text = view.sort ?? usual;
  const sort: Sort = {
    key: text.replace(/^-/, ""),
    direction: text.startsWith("-") ? "descending" : "ascending",
  };
  const onSort = ({ key, direction }: Sort) => change({ sort: direction === "descending" ? `-${key}` : key });
  return { text, sort, onSort };
}
