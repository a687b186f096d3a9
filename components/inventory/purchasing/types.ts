import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers/_app";

type Purchases = inferRouterOutputs<AppRouter>["inventory"]["purchases"];

export type PurchaseRow = Purchases["list"]["purchases"][number];
export type Purchase = Purchases["detail"];
export type PurchaseLine = Purchase["lines"][number];
export type Receipt = Purchase["receipts"][number];
export type Offer = Purchases["offers"]["offers"][number];
export type SuggestedSupplier = Purchases["suggestions"]["suppliers"][number];
export type Suggestion = SuggestedSupplier["lines"][number];
