import {
  labourPrice,
  labourPriceInput,
  labourPriceOutput,
} from "@/server/contexts/payment/queries/labour-price";
import { priceList, priceListInput, priceListOutput } from "@/server/contexts/payment/queries/price-list";
import { eventVerbs } from "@/server/platform/event-verbs";
import { services } from "@/server/platform/policy";
import { router } from "@/server/platform/trpc";
import { reading, verb } from "@/server/platform/verb";

/** The front door of Payment: a list of its verbs. */
export const paymentRouter = router({
  events: eventVerbs("payment"),
  prices: router({
    labour: verb("payment", services("customer"))
      .input(labourPriceInput)
      .output(labourPriceOutput)
      .query(reading(labourPrice)),
    list: verb("payment", services("customer"))
      .input(priceListInput)
      .output(priceListOutput)
      .query(reading(priceList)),
  }),
});
export type PaymentRouter = typeof paymentRouter;
