import {
  fittingParts,
  fittingPartsInput,
  fittingPartsOutput,
} from "@/server/contexts/inventory/queries/fitting-parts";
import {
  likelyPart,
  likelyPartInput,
  likelyPartOutput,
} from "@/server/contexts/inventory/queries/likely-part";
import { deadLetterVerbs } from "@/server/platform/dead-letter-verbs";
import { eventVerbs } from "@/server/platform/event-verbs";
import { jobVerbs } from "@/server/platform/job-verbs";
import { operationsVerbs } from "@/server/platform/operations/operations-verbs";
import { services } from "@/server/platform/policy";
import { sagaVerbs } from "@/server/platform/sagas";
import { router } from "@/server/platform/trpc";
import { reading, verb } from "@/server/platform/verb";

/** The front door of Inventory: a list of its verbs. */
export const inventoryRouter = router({
  events: eventVerbs("inventory"),
  operations: operationsVerbs("inventory"),
  sagas: sagaVerbs("inventory", []),
  jobs: jobVerbs("inventory"),
  deadLetters: deadLetterVerbs("inventory"),
  parts: router({
    likely: verb("inventory", services("customer", "location"))
      .input(likelyPartInput)
      .output(likelyPartOutput)
      .query(reading(likelyPart)),
    fitting: verb("inventory", services("customer"))
      .input(fittingPartsInput)
      .output(fittingPartsOutput)
      .query(reading(fittingParts)),
  }),
});
export type InventoryRouter = typeof inventoryRouter;
