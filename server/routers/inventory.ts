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
  draftPurchase,
  draftPurchaseInput,
  draftPurchaseOutput,
  revisePurchase,
  revisePurchaseInput,
} from "@/server/contexts/inventory/commands/draft-purchase";
import {
  draftSuggested,
  draftSuggestedInput,
  draftSuggestedOutput,
} from "@/server/contexts/inventory/commands/draft-suggested";
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
  cancelPurchase,
  closePurchaseShort,
  movePurchaseInput,
  movePurchaseOutput,
  sendPurchase,
  sendPurchaseInput,
} from "@/server/contexts/inventory/commands/move-purchase";
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
  receivePurchase,
  receivePurchaseInput,
  receivePurchaseOutput,
} from "@/server/contexts/inventory/commands/receive-purchase";
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
import { serveWaiting, serveWaitingOutput } from "@/server/contexts/inventory/commands/serve-waiting";
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
  listPurchases,
  listPurchasesInput,
  listPurchasesOutput,
} from "@/server/contexts/inventory/queries/list-purchases";
import { listSuppliers, listSuppliersOutput } from "@/server/contexts/inventory/queries/list-suppliers";
import {
  listTransfers,
  listTransfersInput,
  listTransfersOutput,
} from "@/server/contexts/inventory/queries/list-transfers";
import {
  partAvailability,
  partAvailabilityInput,
  partAvailabilityOutput,
} from "@/server/contexts/inventory/queries/part-availability";
import {
  purchaseDetail,
  purchaseDetailInput,
  purchaseDetailOutput,
} from "@/server/contexts/inventory/queries/purchase-detail";
import {
  reorderSuggestions,
  reorderSuggestionsInput,
  reorderSuggestionsOutput,
} from "@/server/contexts/inventory/queries/reorder-suggestions";
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
  supplierOffers,
  supplierOffersInput,
  supplierOffersOutput,
} from "@/server/contexts/inventory/queries/supplier-offers";
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
    availability: verb("inventory", stockLookers, {
      rest: {
        method: "GET",
        path: "/service-centers/{serviceCenterId}/parts/{partId}/availability",
        summary: "What of a part can be promised, now and by date",
      },
    })
      .input(partAvailabilityInput)
      .output(partAvailabilityOutput)
      .query(reading(partAvailability)),
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
    serveWaiting: verb("inventory", services()).output(serveWaitingOutput).mutation(running(serveWaiting)),
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
  purchases: router({
    list: verb("inventory", stockLookers, {
      rest: { method: "GET", path: "/purchase-orders", summary: "A centre's orders at suppliers" },
    })
      .input(listPurchasesInput)
      .output(listPurchasesOutput)
      .query(reading(listPurchases)),
    detail: verb("inventory", stockLookers, {
      rest: { method: "GET", path: "/purchase-orders/{id}", summary: "An order at a supplier" },
    })
      .input(purchaseDetailInput)
      .output(purchaseDetailOutput)
      .query(running(purchaseDetail)),
    suppliers: verb("inventory", stockLookers).output(listSuppliersOutput).query(reading(listSuppliers)),
    offers: verb("inventory", stockLookers)
      .input(supplierOffersInput)
      .output(supplierOffersOutput)
      .query(reading(supplierOffers)),
    suggestions: verb("inventory", stockLookers, {
      rest: {
        method: "GET",
        path: "/service-centers/{serviceCenterId}/reorder-suggestions",
        summary: "What a centre had better order",
      },
    })
      .input(reorderSuggestionsInput)
      .output(reorderSuggestionsOutput)
      .query(reading(reorderSuggestions)),
    draft: verb("inventory", stockStaff, {
      limit: "write",
      rest: {
        method: "POST",
        path: "/purchase-orders",
        status: 201,
        summary: "Begin an order at a supplier",
      },
    })
      .input(draftPurchaseInput)
      .output(draftPurchaseOutput)
      .mutation(writing(draftPurchase)),
    draftSuggested: verb("inventory", stockStaff, { limit: "write" })
      .input(draftSuggestedInput)
      .output(draftSuggestedOutput)
      .mutation(writing(draftSuggested)),
    revise: verb("inventory", stockStaff, {
      rest: { method: "POST", path: "/purchase-orders/{id}/lines", summary: "Change what a draft orders" },
    })
      .input(revisePurchaseInput)
      .output(draftPurchaseOutput)
      .mutation(writing(revisePurchase)),
    send: verb("inventory", stockStaff, {
      limit: "write",
      rest: { method: "POST", path: "/purchase-orders/{id}/send", summary: "Send a draft to its supplier" },
    })
      .input(sendPurchaseInput)
      .output(movePurchaseOutput)
      .mutation(writing(sendPurchase)),
    receive: verb("inventory", stockStaff, {
      rest: {
        method: "POST",
        path: "/purchase-orders/{id}/receipts",
        status: 201,
        idempotent: true,
        summary: "Take what a supplier has sent",
      },
    })
      .input(receivePurchaseInput)
      .output(receivePurchaseOutput)
      .mutation(writing(receivePurchase)),
    closeShort: verb("inventory", stockStaff, {
      limit: "write",
      rest: { method: "POST", path: "/purchase-orders/{id}/close", summary: "Give up what has not come" },
    })
      .input(movePurchaseInput)
      .output(movePurchaseOutput)
      .mutation(writing(closePurchaseShort)),
    cancel: verb("inventory", stockStaff, {
      limit: "write",
      rest: { method: "POST", path: "/purchase-orders/{id}/cancel", summary: "Call an order off" },
    })
      .input(movePurchaseInput)
      .output(movePurchaseOutput)
      .mutation(writing(cancelPurchase)),
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
