import { router } from "@/server/platform/trpc";
import { customerRouter } from "./customer";
import { inventoryRouter } from "./inventory";
import { locationRouter } from "./location";
import { paymentRouter } from "./payment";

/** All verbs, by context. */
export const appRouter = router({
  inventory: inventoryRouter,
  customer: customerRouter,
  payment: paymentRouter,
  location: locationRouter,
});
export type AppRouter = typeof appRouter;
