import {
  extendStock,
  extendStockInput,
  extendStockOutput,
  releaseExpired,
  releaseExpiredOutput,
  releaseStock,
  releaseStockInput,
  releaseStockOutput,
} from "@/server/contexts/inventory/commands/change-reservation";
import {
  callOffTransfer,
  callOffTransferInput,
  callOffTransferOutput,
  moveTransferBy,
  moveTransferInput,
  moveTransferOutput,
} from "@/server/contexts/inventory/commands/move-transfer";
import {
  openTransfer,
  openTransferInput,
  openTransferOutput,
} from "@/server/contexts/inventory/commands/open-transfer";
import {
  promisePart,
  promisePartInput,
  promisePartOutput,
} from "@/server/contexts/inventory/commands/promise-part";
import {
  requestTransfer,
  requestTransferInput,
  requestTransferOutput,
  stockRoles,
} from "@/server/contexts/inventory/commands/request-transfer";
import {
  reserveStock,
  reserveStockInput,
  reserveStockOutput,
} from "@/server/contexts/inventory/commands/reserve-stock";
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
import {
  openTransfers,
  openTransfersOutput,
  transferStatus,
  transferStatusInput,
  transferStatusOutput,
} from "@/server/contexts/inventory/queries/transfer-status";
import { deadLetterVerbs } from "@/server/platform/dead-letter-verbs";
import { eventVerbs } from "@/server/platform/event-verbs";
import { jobVerbs } from "@/server/platform/job-verbs";
import { operationsVerbs } from "@/server/platform/operations/operations-verbs";
import { services, staffWith } from "@/server/platform/policy";
import { sagaVerbs } from "@/server/platform/sagas";
import { router } from "@/server/platform/trpc";
import { reading, running, verb, writing } from "@/server/platform/verb";
import { transferForAnOrder } from "@/server/sagas/transfer-for-an-order";

const stockStaff = staffWith(...stockRoles);

function transferMove(move: Parameters<typeof moveTransferBy>[0]) {
  return verb("inventory", stockStaff, { limit: "write" })
    .input(moveTransferInput)
    .output(moveTransferOutput)
    .mutation(writing(moveTransferBy(move)));
}

/** The front door of Inventory: a list of its verbs. */
export const inventoryRouter = router({
  events: eventVerbs("inventory"),
  operations: operationsVerbs("inventory"),
  sagas: sagaVerbs("inventory", [transferForAnOrder]),
  jobs: jobVerbs("inventory"),
  deadLetters: deadLetterVerbs("inventory"),
  parts: router({
    likely: verb("inventory", services("customer", "location"))
      .input(likelyPartInput)
      .output(likelyPartOutput)
      .query(reading(likelyPart)),
    promise: verb("inventory", services("customer"))
      .input(promisePartInput)
      .output(promisePartOutput)
      .mutation(writing(promisePart, { repeatable: true })),
    fitting: verb("inventory", services("customer"))
      .input(fittingPartsInput)
      .output(fittingPartsOutput)
      .query(reading(fittingParts)),
  }),
  stock: router({
    reserve: verb("inventory", services("customer"))
      .input(reserveStockInput)
      .output(reserveStockOutput)
      .mutation(writing(reserveStock, { repeatable: true })),
    release: verb("inventory", services("customer"))
      .input(releaseStockInput)
      .output(releaseStockOutput)
      .mutation(writing(releaseStock, { repeatable: true })),
    extend: verb("inventory", services("customer"))
      .input(extendStockInput)
      .output(extendStockOutput)
      .mutation(writing(extendStock, { repeatable: true })),
    releaseExpired: verb("inventory", services())
      .output(releaseExpiredOutput)
      .mutation(running(releaseExpired)),
  }),
  transfers: router({
    requestForOrder: verb("inventory", stockStaff, { limit: "write" })
      .input(requestTransferInput)
      .output(requestTransferOutput)
      .mutation(running(requestTransfer(transferForAnOrder))),
    list: verb("inventory", stockStaff).output(openTransfersOutput).query(reading(openTransfers)),
    pick: transferMove("pick"),
    ship: transferMove("ship"),
    receive: transferMove("receive"),
    cancel: transferMove("cancel"),
    open: verb("inventory", services("inventory"))
      .input(openTransferInput)
      .output(openTransferOutput)
      .mutation(writing(openTransfer, { repeatable: true })),
    callOff: verb("inventory", services("inventory"))
      .input(callOffTransferInput)
      .output(callOffTransferOutput)
      .mutation(writing(callOffTransfer, { repeatable: true })),
    status: verb("inventory", services("inventory"))
      .input(transferStatusInput)
      .output(transferStatusOutput)
      .query(reading(transferStatus)),
  }),
});
export type InventoryRouter = typeof inventoryRouter;
