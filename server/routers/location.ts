import { eventVerbs } from "@/server/platform/event-verbs";
import { router } from "@/server/platform/trpc";

/** The front door of Location: a list of its verbs. */
export const locationRouter = router({
  events: eventVerbs("location"),
});
export type LocationRouter = typeof locationRouter;
