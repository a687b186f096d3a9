import { eventVerbs } from "@/server/platform/event-verbs";
import { router } from "@/server/platform/trpc";

/** The front door of Inventory: a list of its verbs. */
export const inventoryRouter = router({
  events: eventVerbs("inventory"),
});
export type InventoryRouter = typeof inventoryRouter;
