import {
  labourPrice,
  labourPriceInput,
  labourPriceOutput,
} from "@/server/contexts/payment/queries/labour-price";
import { eventVerbs } from "@/server/platform/event-verbs";
import { operationsVerbs } from "@/server/platform/operations/operations-verbs";
import { services } from "@/server/platform/policy";
import { router } from "@/server/platform/trpc";
import { reading, verb } from "@/server/platform/verb";

/** The front door of Payment: a list of its verbs. */
export const paymentRouter = router({
  events: eventVerbs("payment"),
  operations: operationsVerbs("payment"),
  prices: router({
    labour: verb("payment", services("customer"))
      .input(labourPriceInput)
      .output(labourPriceOutput)
      .query(reading(labourPrice)),
  }),
});
export type PaymentRouter = typeof paymentRouter;
