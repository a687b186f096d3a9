import { doorOf } from "@/server/platform/services/forwarding-router";
import { router } from "@/server/platform/trpc";
import { customerRouter } from "./customer";
import { inventoryRouter } from "./inventory";
import { locationRouter } from "./location";
import { paymentRouter } from "./payment";

/** All verbs, by context; those of a context that runs elsewhere are handed on. */
export const appRouter = router({
  inventory: doorOf("inventory", inventoryRouter),
  customer: doorOf("customer", customerRouter),
  payment: doorOf("payment", paymentRouter),
  location: doorOf("location", locationRouter),
});
export type AppRouter = typeof appRouter;
