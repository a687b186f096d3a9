"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/provider";
import type { View } from "./view";

/** How often the day's load is asked for anew. */
const loadMilliseconds = 30_000;
const restMilliseconds = 60_000;

/** What the map and the table show: it keeps itself fresh, and what was seen stays until the next answer. */
export function useNetwork({ day, days }: Pick<View, "day" | "days">) {
  const { network, coverage } = useTRPC().location;
  const load = useQuery(
    network.overview.queryOptions(day === null ? {} : { day }, {
      refetchInterval: loadMilliseconds,
      placeholderData: keepPreviousData,
    }),
  );
  const areas = useQuery(coverage.areas.queryOptions({}, { refetchInterval: restMilliseconds }));
  const unmet = useQuery(
    network.unmet.queryOptions(
      { days },
      { refetchInterval: restMilliseconds, placeholderData: keepPreviousData },
    ),
  );
  return { load, areas, unmet };
}
