import {
  cancelDeposits,
  cancelDepositsInput,
  cancelDepositsOutput,
} from "@/server/contexts/payment/commands/cancel-deposits";
import {
  giveBackLateDeposits,
  giveBackLateDepositsOutput,
} from "@/server/contexts/payment/commands/give-back-late-deposits";
import {
  payInSandbox,
  payInSandboxInput,
  payInSandboxOutput,
} from "@/server/contexts/payment/commands/pay-in-sandbox";
import {
  receiveWebhook,
  receiveWebhookInput,
  receiveWebhookOutput,
} from "@/server/contexts/payment/commands/receive-webhook";
import {
  recordPayment,
  recordPaymentInput,
  recordPaymentOutput,
  tillRoles,
} from "@/server/contexts/payment/commands/record-payment";
import {
  recoverTwoPhase,
  recoverTwoPhaseInput,
  recoverTwoPhaseOutput,
} from "@/server/contexts/payment/commands/recover-two-phase";
import {
  requestDeposit,
  requestDepositInput,
  requestDepositOutput,
} from "@/server/contexts/payment/commands/request-deposit";
import {
  settleHandOver,
  settleHandOverInput,
  settleHandOverOutput,
} from "@/server/contexts/payment/commands/settle-hand-over";
import { snapshotBalances, takeSnapshotsOutput } from "@/server/contexts/payment/commands/take-snapshots";
import {
  twoPhaseDecision,
  twoPhaseDecisionInput,
  twoPhaseDecisionOutput,
} from "@/server/contexts/payment/commands/two-phase-decision";
import {
  balanceOfOrder,
  balanceOfOrderInput,
  balanceOfOrderOutput,
} from "@/server/contexts/payment/queries/balance-of-order";
import {
  depositsOfOrder,
  depositsOfOrderInput,
  depositsOfOrderOutput,
} from "@/server/contexts/payment/queries/deposits-of-order";
import {
  labourPrice,
  labourPriceInput,
  labourPriceOutput,
} from "@/server/contexts/payment/queries/labour-price";
import { priceList, priceListInput, priceListOutput } from "@/server/contexts/payment/queries/price-list";
import {
  sandboxCheckout,
  sandboxCheckoutInput,
  sandboxCheckoutOutput,
} from "@/server/contexts/payment/queries/sandbox-checkout";
import { twoPhaseList, twoPhaseListOutput } from "@/server/contexts/payment/queries/two-phase-list";
import { deadLetterVerbs } from "@/server/platform/dead-letter-verbs";
import { eventVerbs } from "@/server/platform/event-verbs";
import { jobVerbs } from "@/server/platform/job-verbs";
import { operationsVerbs } from "@/server/platform/operations/operations-verbs";
import { adminOnly, anyone, services, staffWith } from "@/server/platform/policy";
import { sagaVerbs } from "@/server/platform/sagas";
import { router } from "@/server/platform/trpc";
import { reading, running, verb, writing } from "@/server/platform/verb";

/** The front door of Payment: a list of its verbs. */
export const paymentRouter = router({
  events: eventVerbs("payment"),
  operations: operationsVerbs("payment"),
  sagas: sagaVerbs("payment", []),
  jobs: jobVerbs("payment"),
  deadLetters: deadLetterVerbs("payment"),
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
  deposits: router({
    request: verb("payment", services("customer"))
      .input(requestDepositInput)
      .output(requestDepositOutput)
      .mutation(running(requestDeposit)),
    cancel: verb("payment", services("customer"))
      .input(cancelDepositsInput)
      .output(cancelDepositsOutput)
      .mutation(running(cancelDeposits)),
    giveBackLate: verb("payment", services())
      .output(giveBackLateDepositsOutput)
      .mutation(running(giveBackLateDeposits)),
    ofOrder: verb("payment", services("customer"))
      .input(depositsOfOrderInput)
      .output(depositsOfOrderOutput)
      .query(reading(depositsOfOrder)),
  }),
  payments: router({
    record: verb("payment", staffWith(...tillRoles), { limit: "write" })
      .input(recordPaymentInput)
      .output(recordPaymentOutput)
      .mutation(writing(recordPayment)),
  }),
  balances: router({
    ofOrder: verb("payment", services("customer"))
      .input(balanceOfOrderInput)
      .output(balanceOfOrderOutput)
      .query(reading(balanceOfOrder)),
  }),
  ledger: router({
    takeSnapshots: verb("payment", services("payment"))
      .output(takeSnapshotsOutput)
      .mutation(writing(snapshotBalances)),
  }),
  handOvers: router({
    settle: verb("payment", services("customer"))
      .input(settleHandOverInput)
      .output(settleHandOverOutput)
      .mutation(running(settleHandOver)),
  }),
  twoPhase: router({
    list: verb("payment", adminOnly).output(twoPhaseListOutput).query(reading(twoPhaseList)),
    decision: verb("payment", services("inventory", "customer", "payment", "location"))
      .input(twoPhaseDecisionInput)
      .output(twoPhaseDecisionOutput)
      .mutation(running(twoPhaseDecision)),
    recover: verb("payment", services("payment"))
      .input(recoverTwoPhaseInput)
      .output(recoverTwoPhaseOutput)
      .mutation(running(recoverTwoPhase)),
  }),
  sandbox: router({
    checkout: verb("payment", anyone, { limit: "lookup" })
      .input(sandboxCheckoutInput)
      .output(sandboxCheckoutOutput)
      .query(reading(sandboxCheckout)),
    pay: verb("payment", anyone, { limit: "write" })
      .input(payInSandboxInput)
      .output(payInSandboxOutput)
      .mutation(writing(payInSandbox)),
  }),
  webhooks: router({
    receive: verb("payment", anyone)
      .input(receiveWebhookInput)
      .output(receiveWebhookOutput)
      .mutation(writing(receiveWebhook)),
  }),
});
export type PaymentRouter = typeof paymentRouter;
