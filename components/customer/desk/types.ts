import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers/_app";

type WorkOrders = inferRouterOutputs<AppRouter>["customer"]["workOrders"];

export type Queue = WorkOrders["queue"];
export type QueueRow = Queue["orders"][number];
export type FoundOrder = WorkOrders["search"]["orders"][number];
export type Order = WorkOrders["detail"];
export type OrderStatus = Order["status"];
export type MoveChoice = Order["moves"][number];
export type Move = MoveChoice["move"];
export type Who = Order["timeline"][number]["who"];
export type Message = Order["messages"][number];

/** A centre that the person at the desk may choose. */
export interface DeskCenter {
  id: string;
  name: string;
}
