import { eventVerbs } from "@/server/platform/event-verbs";
import { router } from "@/server/platform/trpc";

/** The front door of Payment: a list of its verbs. */
export const paymentRouter = router({
  events: eventVerbs("payment"),
});
export type PaymentRouter = typeof paymentRouter;
