import "server-only";
import { cache } from "react";
import { problemOf } from "@/components/trpc/problem";
import { api } from "@/server/routers/api";

type Doors = Awaited<ReturnType<typeof api>>;
export type Tracked = Awaited<ReturnType<Doors["customer"]["tracking"]["byToken"]["query"]>>;
export type LinkProblem = "invalid" | "expired" | "away";

/** The repair behind a link, or why there is none. Asked once a request, for page and title alike. */
export const trackedBy = cache(async (token: string): Promise<Tracked | LinkProblem> => {
  try {
    const { customer } = await api();
    return await customer.tracking.byToken.query({ token });
  } catch (error) {
    const { code } = problemOf(error);
    if (code === "link_expired" || code === "link_used") return "expired";
    return code.startsWith("link_") || code === "invalid_input" || code === "not_found" ? "invalid" : "away";
  }
});
