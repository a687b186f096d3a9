import "server-only";
import { cache } from "react";
import { pageCaller } from "@/server/platform/auth/pages";
import { type Contexts, contextsFor } from "./contexts";

/** The four front doors as the person behind the current request sees them: `(await api()).location…`. */
export const api = cache(async (): Promise<Contexts> => contextsFor(await pageCaller()));
