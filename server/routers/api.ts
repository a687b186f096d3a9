import "server-only";
import { observable } from "@trpc/server/observable";
import { cache } from "react";
import { pageCaller } from "@/server/platform/auth/pages";
import { markForPage } from "@/server/platform/page-error";
import { type Contexts, contextsFor, type DoorLink } from "./contexts";

/** The four front doors for a page, called by whoever asks for the page. Once per request. */
export const api = cache(async (): Promise<Contexts> => {
  const caller = await pageCaller();
  return contextsFor(caller, tellThePage(caller.correlationId));
});

/** A refusal that a page lets through reaches its error page with its code. */
function tellThePage(correlationId: string): DoorLink {
  return () =>
    ({ next, op }) =>
      observable((observer) =>
        next(op).subscribe({
          ...observer,
          error(error) {
            markForPage(error, correlationId);
            observer.error(error);
          },
        }),
      );
}
