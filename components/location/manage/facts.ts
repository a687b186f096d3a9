import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers/_app";

type Answers = inferRouterOutputs<AppRouter>["location"];
export type CentreLoad = Answers["network"]["overview"]["centers"][number];
export type Area = Answers["coverage"]["areas"]["areas"][number];
export type AreaDetail = Answers["coverage"]["area"];
export type UnmetCell = Answers["network"]["unmet"]["cells"][number];
export type Coverage = Answers["coverage"]["lookup"];
export type Day = Answers["schedule"]["day"];
