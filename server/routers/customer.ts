import { eventVerbs } from "@/server/platform/event-verbs";
import { router } from "@/server/platform/trpc";

/** The front door of Customer: a list of its verbs. */
export const customerRouter = router({
  events: eventVerbs("customer"),
});
export type CustomerRouter = typeof customerRouter;
