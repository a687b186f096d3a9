import {
  labourPrice,
  labourPriceInput,
  labourPriceOutput,
} from "@/server/contexts/payment/queries/labour-price";
import { deadLetterVerbs } from "@/server/platform/dead-letter-verbs";
import { eventVerbs } from "@/server/platform/event-verbs";
import { jobVerbs } from "@/server/platform/job-verbs";
import { services } from "@/server/platform/policy";
import { sagaVerbs } from "@/server/platform/sagas";
import { router } from "@/server/platform/trpc";
import { reading, verb } from "@/server/platform/verb";

/** The front door of Payment: a list of its verbs. */
export const paymentRouter = router({
  events: eventVerbs("payment"),
  sagas: sagaVerbs("payment", []),
  jobs: jobVerbs("payment"),
  deadLetters: deadLetterVerbs("payment"),
  prices: router({
    labour: verb("payment", services("customer"))
      .input(labourPriceInput)
      .output(labourPriceOutput)
      .query(reading(labourPrice)),
  }),
});
export type PaymentRouter = typeof paymentRouter;
