import {
  askForStock,
  askForStockInput,
  askForStockOutput,
} from "@/server/contexts/inventory/commands/ask-for-stock";
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
import { checkStock, checkStockOutput } from "@/server/contexts/inventory/commands/check-stock";
import {
  enterCount,
  enterCountInput,
  enterCountOutput,
} from "@/server/contexts/inventory/commands/enter-count";
import {
  approveCount,
  approveCountInput,
  finishCount,
  giveCountUp,
  moveCountInput,
  moveCountOutput,
  sendCountBack,
} from "@/server/contexts/inventory/commands/move-count";
import {
  callOffTransfer,
  callOffTransferInput,
  callOffTransferOutput,
  moveTransferBy,
  moveTransferInput,
  moveTransferOutput,
  writeOff,
  writeOffTransferInput,
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
  startCount,
  startCountInput,
  startCountOutput,
} from "@/server/contexts/inventory/commands/start-count";
import {
  countDetail,
  countDetailInput,
  countDetailOutput,
} from "@/server/contexts/inventory/queries/count-detail";
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
  listCounts,
  listCountsInput,
  listCountsOutput,
} from "@/server/contexts/inventory/queries/list-counts";
import {
  listTransfers,
  listTransfersInput,
  listTransfersOutput,
} from "@/server/contexts/inventory/queries/list-transfers";
import { stockDriftsFound, stockDriftsOutput } from "@/server/contexts/inventory/queries/stock-drifts";
import {
  stockElsewhere,
  stockElsewhereInput,
  stockElsewhereOutput,
} from "@/server/contexts/inventory/queries/stock-elsewhere";
import {
  stockHistory,
  stockHistoryInput,
  stockHistoryOutput,
} from "@/server/contexts/inventory/queries/stock-history";
import {
  stockLevels,
  stockLevelsInput,
  stockLevelsOutput,
} from "@/server/contexts/inventory/queries/stock-levels";
import {
  countApprovers,
  stockPlaces,
  stockPlacesOutput,
  stockReaders,
} from "@/server/contexts/inventory/queries/stock-places";
import {
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
const stockLookers = staffWith(...stockReaders);
const countManagers = staffWith(...countApprovers);

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
    places: verb("inventory", stockLookers).output(stockPlacesOutput).query(reading(stockPlaces)),
    levels: verb("inventory", stockLookers)
      .input(stockLevelsInput)
      .output(stockLevelsOutput)
      .query(reading(stockLevels)),
    history: verb("inventory", stockLookers)
      .input(stockHistoryInput)
      .output(stockHistoryOutput)
      .query(running(stockHistory)),
    elsewhere: verb("inventory", stockLookers)
      .input(stockElsewhereInput)
      .output(stockElsewhereOutput)
      .query(running(stockElsewhere)),
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
    check: verb("inventory", services())
      .output(checkStockOutput)
      .mutation(writing(checkStock, { repeatable: true })),
    drifts: verb("inventory", services()).output(stockDriftsOutput).query(reading(stockDriftsFound)),
    releaseExpired: verb("inventory", services())
      .output(releaseExpiredOutput)
      .mutation(running(releaseExpired)),
  }),
  counts: router({
    list: verb("inventory", stockLookers)
      .input(listCountsInput)
      .output(listCountsOutput)
      .query(running(listCounts)),
    detail: verb("inventory", stockLookers)
      .input(countDetailInput)
      .output(countDetailOutput)
      .query(running(countDetail)),
    start: verb("inventory", stockStaff, { limit: "write" })
      .input(startCountInput)
      .output(startCountOutput)
      .mutation(writing(startCount)),
    enter: verb("inventory", stockStaff)
      .input(enterCountInput)
      .output(enterCountOutput)
      .mutation(writing(enterCount, { repeatable: true })),
    finish: verb("inventory", stockStaff, { limit: "write" })
      .input(moveCountInput)
      .output(moveCountOutput)
      .mutation(writing(finishCount)),
    approve: verb("inventory", countManagers, { limit: "write" })
      .input(approveCountInput)
      .output(moveCountOutput)
      .mutation(writing(approveCount)),
    sendBack: verb("inventory", countManagers, { limit: "write" })
      .input(moveCountInput)
      .output(moveCountOutput)
      .mutation(writing(sendCountBack)),
    giveUp: verb("inventory", stockStaff, { limit: "write" })
      .input(moveCountInput)
      .output(moveCountOutput)
      .mutation(writing(giveCountUp)),
  }),
  transfers: router({
    requestForOrder: verb("inventory", stockStaff, { limit: "write" })
      .input(requestTransferInput)
      .output(requestTransferOutput)
      .mutation(running(requestTransfer(transferForAnOrder))),
    request: verb("inventory", stockStaff, { limit: "write" })
      .input(askForStockInput)
      .output(askForStockOutput)
      .mutation(writing(askForStock)),
    list: verb("inventory", stockLookers)
      .input(listTransfersInput)
      .output(listTransfersOutput)
      .query(running(listTransfers)),
    pick: transferMove("pick"),
    ship: transferMove("ship"),
    receive: transferMove("receive"),
    cancel: transferMove("cancel"),
    writeOff: verb("inventory", stockStaff, { limit: "write" })
      .input(writeOffTransferInput)
      .output(moveTransferOutput)
      .mutation(writing(writeOff)),
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
