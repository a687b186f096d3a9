import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers/_app";

type Inventory = inferRouterOutputs<AppRouter>["inventory"];

export type Level = Inventory["stock"]["levels"]["levels"][number];
export type HistoryEntry = Inventory["stock"]["history"]["entries"][number];
export type CountRow = Inventory["counts"]["list"]["counts"][number];
export type Transfer = Inventory["transfers"]["list"]["transfers"][number];
export type Elsewhere = Inventory["stock"]["elsewhere"]["places"][number];
export type Count = Inventory["counts"]["detail"];
export type CountLine = Count["lines"][number];
export type Who = Count["startedBy"];

/** A centre whose shelves the person may look at. */
export interface Place {
  id: string;
  name: string;
  mayCount: boolean;
  timeZone: string;
}
