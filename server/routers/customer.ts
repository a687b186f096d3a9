import { addPhoto, addPhotoInput, addPhotoOutput } from "@/server/contexts/customer/commands/add-photo";
import {
  answerTracked,
  answerTrackedInput,
  answerTrackedOutput,
  recordAnswer,
  recordAnswerInput,
  recordAnswerOutput,
} from "@/server/contexts/customer/commands/answer-estimate";
import {
  bookRepair,
  bookRepairInput,
  bookRepairOutput,
} from "@/server/contexts/customer/commands/book-repair";
import {
  cancelBooking,
  cancelBookingInput,
  cancelBookingOutput,
} from "@/server/contexts/customer/commands/cancel-booking";
import {
  cancelOrder,
  cancelOrderInput,
  cancelOrderOutput,
} from "@/server/contexts/customer/commands/cancel-order";
import {
  cancelTracked,
  cancelTrackedInput,
  cancelTrackedOutput,
} from "@/server/contexts/customer/commands/cancel-tracked";
import {
  changePromise,
  changePromiseInput,
  changePromiseOutput,
} from "@/server/contexts/customer/commands/change-promise";
import {
  abortHandover,
  commitHandover,
  endHandoverInput,
  partOutput,
  prepareHandover,
  prepareHandoverInput,
} from "@/server/contexts/customer/commands/custody-part";
import { handOver, handOverInput, handOverOutput } from "@/server/contexts/customer/commands/hand-over";
import {
  keepOrder,
  keepOrderInput,
  keepOrderOutput,
  letOrderGo,
  letOrderGoInput,
  letOrderGoOutput,
} from "@/server/contexts/customer/commands/keep-order";
import {
  markMessagesRead,
  markMessagesReadInput,
  markMessagesReadOutput,
} from "@/server/contexts/customer/commands/mark-messages-read";
import { moveOrder, moveOrderInput, moveOrderOutput } from "@/server/contexts/customer/commands/move-order";
import { notePart, notePartInput, notePartOutput } from "@/server/contexts/customer/commands/note-part";
import {
  openWorkOrder,
  openWorkOrderInput,
  openWorkOrderOutput,
} from "@/server/contexts/customer/commands/open-work-order";
import {
  receiveDevice,
  receiveDeviceInput,
  receiveDeviceOutput,
} from "@/server/contexts/customer/commands/receive-device";
import {
  remindOfEstimates,
  remindOfEstimatesOutput,
} from "@/server/contexts/customer/commands/remind-of-estimates";
import {
  rescheduleOrder,
  rescheduleOrderInput,
  rescheduleOrderOutput,
  takeRescheduleBack,
  takeRescheduleBackInput,
} from "@/server/contexts/customer/commands/reschedule-order";
import {
  rescheduleTracked,
  rescheduleTrackedInput,
  rescheduleTrackedOutput,
} from "@/server/contexts/customer/commands/reschedule-tracked";
import {
  saveEstimateDraft,
  saveEstimateDraftInput,
  saveEstimateDraftOutput,
} from "@/server/contexts/customer/commands/save-estimate-draft";
import { sendDueMails, sendDueMailsOutput } from "@/server/contexts/customer/commands/send-due-mails";
import {
  sendEstimate,
  sendEstimateInput,
  sendEstimateOutput,
} from "@/server/contexts/customer/commands/send-estimate";
import {
  writeToCustomer,
  writeToCustomerInput,
  writeToCustomerOutput,
} from "@/server/contexts/customer/commands/write-to-customer";
import {
  writeTracked,
  writeTrackedInput,
  writeTrackedOutput,
} from "@/server/contexts/customer/commands/write-tracked";
import {
  catalogueDevices,
  catalogueDevicesInput,
  catalogueDevicesOutput,
} from "@/server/contexts/customer/queries/catalogue-devices";
import {
  catalogueFault,
  catalogueFaultInput,
  catalogueFaultOutput,
  catalogueFaults,
  catalogueFaultsInput,
  catalogueFaultsOutput,
} from "@/server/contexts/customer/queries/catalogue-faults";
import {
  depositPage,
  depositPageInput,
  depositPageOutput,
} from "@/server/contexts/customer/queries/deposit-page";
import {
  estimatesOfOrder,
  estimatesOfOrderInput,
  estimatesOfOrderOutput,
} from "@/server/contexts/customer/queries/estimates-of-order";
import { myOrders, myOrdersInput, myOrdersOutput } from "@/server/contexts/customer/queries/my-orders";
import { networkFigures, networkFiguresOutput } from "@/server/contexts/customer/queries/network-figures";
import {
  orderIsOpen,
  orderIsOpenInput,
  orderIsOpenOutput,
} from "@/server/contexts/customer/queries/order-is-open";
import {
  orderReferences,
  orderReferencesInput,
  orderReferencesOutput,
} from "@/server/contexts/customer/queries/order-references";
import {
  previewEstimate,
  previewEstimateInput,
  previewEstimateOutput,
} from "@/server/contexts/customer/queries/preview-estimate";
import {
  previewEstimateMail,
  previewEstimateMailInput,
  previewEstimateMailOutput,
} from "@/server/contexts/customer/queries/preview-estimate-mail";
import {
  previewMessage,
  previewMessageInput,
  previewMessageOutput,
} from "@/server/contexts/customer/queries/preview-message";
import { readPhoto, readPhotoInput, readPhotoOutput } from "@/server/contexts/customer/queries/read-photo";
import {
  searchOrders,
  searchOrdersInput,
  searchOrdersOutput,
} from "@/server/contexts/customer/queries/search-orders";
import {
  suggestEstimate,
  suggestEstimateInput,
  suggestEstimateOutput,
} from "@/server/contexts/customer/queries/suggest-estimate";
import { trackChanges, trackChangesInput } from "@/server/contexts/customer/queries/track-changes";
import {
  trackEstimate,
  trackEstimateInput,
  trackEstimateOutput,
} from "@/server/contexts/customer/queries/track-estimate";
import {
  trackOrder,
  trackOrderInput,
  trackOrderOutput,
} from "@/server/contexts/customer/queries/track-order";
import {
  workOrderChanges,
  workOrderChangesInput,
} from "@/server/contexts/customer/queries/work-order-changes";
import {
  workOrderDetail,
  workOrderDetailInput,
  workOrderDetailOutput,
} from "@/server/contexts/customer/queries/work-order-detail";
import {
  workOrderQueue,
  workOrderQueueInput,
  workOrderQueueOutput,
} from "@/server/contexts/customer/queries/work-order-queue";
import { cachedReading } from "@/server/platform/cached-reading";
import { deadLetterVerbs } from "@/server/platform/dead-letter-verbs";
import { eventVerbs } from "@/server/platform/event-verbs";
import { jobVerbs } from "@/server/platform/job-verbs";
import { operationsVerbs } from "@/server/platform/operations/operations-verbs";
import { anyone, services, signedInCustomer, staffWith } from "@/server/platform/policy";
import { sagaVerbs } from "@/server/platform/sagas";
import { router } from "@/server/platform/trpc";
import { reading, running, verb, writing } from "@/server/platform/verb";
import { bookARepair } from "@/server/sagas/book-a-repair";
import { rescheduleARepair } from "@/server/sagas/reschedule-a-repair";

const orderStaff = staffWith("front_desk", "technician", "manager");

/** How the catalogue is kept; nothing but the seed changes it. */
const kept = { context: "customer", ttlSeconds: 300, endedBy: [] } as const;

/** The front door of Customer: a list of its verbs. */
export const customerRouter = router({
  events: eventVerbs("customer"),
  operations: operationsVerbs("customer"),
  sagas: sagaVerbs("customer", [bookARepair, rescheduleARepair]),
  jobs: jobVerbs("customer"),
  deadLetters: deadLetterVerbs("customer"),
  catalogue: router({
    devices: verb("customer", anyone, {
      rest: {
        method: "GET",
        path: "/devices",
        summary: "Devices by what a person types; often repaired ones when empty",
      },
      limit: "lookup",
    })
      .input(catalogueDevicesInput)
      .output(catalogueDevicesOutput)
      .query(cachedReading({ ...kept, name: "devices" }, catalogueDevices)),
    faults: verb("customer", anyone, {
      rest: { method: "GET", path: "/faults", summary: "What may be wrong with a device" },
      limit: "lookup",
    })
      .input(catalogueFaultsInput)
      .output(catalogueFaultsOutput)
      .query(cachedReading({ ...kept, name: "faults", byLocale: true }, catalogueFaults)),
    fault: verb("customer", anyone, { limit: "lookup" })
      .input(catalogueFaultInput)
      .output(catalogueFaultOutput)
      .query(cachedReading({ ...kept, name: "fault" }, catalogueFault)),
  }),
  network: router({
    figures: verb("customer", anyone, { limit: "lookup" })
      .output(networkFiguresOutput)
      .query(reading(networkFigures, { mayLag: true })),
  }),
  estimates: router({
    preview: verb("customer", anyone, {
      rest: {
        method: "POST",
        path: "/estimates",
        summary: "What a repair will cost and when it will be done",
      },
      limit: "lookup",
    })
      .input(previewEstimateInput)
      .output(previewEstimateOutput)
      .query(running(previewEstimate)),
    ofOrder: verb("customer", orderStaff)
      .input(estimatesOfOrderInput)
      .output(estimatesOfOrderOutput)
      .query(running(estimatesOfOrder)),
    suggest: verb("customer", orderStaff)
      .input(suggestEstimateInput)
      .output(suggestEstimateOutput)
      .query(running(suggestEstimate)),
    saveDraft: verb("customer", orderStaff, { limit: "write" })
      .input(saveEstimateDraftInput)
      .output(saveEstimateDraftOutput)
      .mutation(running(saveEstimateDraft)),
    previewMail: verb("customer", orderStaff)
      .input(previewEstimateMailInput)
      .output(previewEstimateMailOutput)
      .query(running(previewEstimateMail)),
    send: verb("customer", orderStaff, { limit: "write" })
      .input(sendEstimateInput)
      .output(sendEstimateOutput)
      .mutation(running(sendEstimate)),
    recordAnswer: verb("customer", orderStaff, { limit: "write" })
      .input(recordAnswerInput)
      .output(recordAnswerOutput)
      .mutation(running(recordAnswer)),
    remind: verb("customer", services("customer"))
      .output(remindOfEstimatesOutput)
      .mutation(writing(remindOfEstimates, { repeatable: true })),
  }),
  bookings: router({
    book: verb("customer", anyone, {
      rest: {
        method: "POST",
        path: "/bookings",
        status: 201,
        summary: "Book a repair on a held slot",
        idempotent: true,
      },
      limit: "book",
    })
      .input(bookRepairInput)
      .output(bookRepairOutput)
      .mutation(running(bookRepair(bookARepair))),
  }),
  tracking: router({
    byToken: verb("customer", anyone, {
      rest: { method: "GET", path: "/track/{token}", summary: "A repair as its customer sees it" },
      limit: "lookup",
    })
      .input(trackOrderInput)
      .output(trackOrderOutput)
      .query(running(trackOrder)),
    changes: verb("customer", anyone, { limit: "lookup" })
      .input(trackChangesInput)
      .subscription(trackChanges),
    cancel: verb("customer", anyone, {
      rest: { method: "POST", path: "/track/{token}/cancel", summary: "Cancel a booking" },
      limit: "write",
    })
      .input(cancelTrackedInput)
      .output(cancelTrackedOutput)
      .mutation(writing(cancelTracked)),
    reschedule: verb("customer", anyone, {
      rest: { method: "POST", path: "/track/{token}/reschedule", summary: "Move a booking to a held slot" },
      limit: "write",
    })
      .input(rescheduleTrackedInput)
      .output(rescheduleTrackedOutput)
      .mutation(running(rescheduleTracked(rescheduleARepair))),
    estimate: verb("customer", anyone, {
      rest: {
        method: "GET",
        path: "/track/{token}/estimate",
        summary: "The estimates of a repair, newest first",
      },
      limit: "lookup",
    })
      .input(trackEstimateInput)
      .output(trackEstimateOutput)
      .query(reading(trackEstimate)),
    answerEstimate: verb("customer", anyone, {
      rest: {
        method: "POST",
        path: "/track/{token}/estimate/answer",
        summary: "Accept or decline an estimate, line by line",
      },
      limit: "write",
    })
      .input(answerTrackedInput)
      .output(answerTrackedOutput)
      .mutation(writing(answerTracked)),
    depositPage: verb("customer", anyone, {
      rest: { method: "GET", path: "/track/{token}/deposit-page", summary: "Where the deposit is paid" },
      limit: "lookup",
    })
      .input(depositPageInput)
      .output(depositPageOutput)
      .query(running(depositPage)),
    write: verb("customer", anyone, {
      rest: { method: "POST", path: "/track/{token}/messages", status: 201, summary: "Write to the centre" },
      limit: "write",
    })
      .input(writeTrackedInput)
      .output(writeTrackedOutput)
      .mutation(writing(writeTracked)),
  }),
  mails: router({
    sendDue: verb("customer", services("customer"))
      .output(sendDueMailsOutput)
      .mutation(running(sendDueMails)),
  }),
  mine: router({
    orders: verb("customer", signedInCustomer)
      .input(myOrdersInput)
      .output(myOrdersOutput)
      .query(reading(myOrders)),
  }),
  workOrders: router({
    open: verb("customer", services("customer"))
      .input(openWorkOrderInput)
      .output(openWorkOrderOutput)
      .mutation(writing(openWorkOrder, { repeatable: true })),
    isOpen: verb("customer", services("customer"))
      .input(orderIsOpenInput)
      .output(orderIsOpenOutput)
      .query(reading(orderIsOpen)),
    notePart: verb("customer", services("customer", "inventory"))
      .input(notePartInput)
      .output(notePartOutput)
      .mutation(writing(notePart, { repeatable: true })),
    references: verb("customer", services("inventory"))
      .input(orderReferencesInput)
      .output(orderReferencesOutput)
      .query(reading(orderReferences)),
    reschedule: verb("customer", services("customer"))
      .input(rescheduleOrderInput)
      .output(rescheduleOrderOutput)
      .mutation(writing(rescheduleOrder)),
    keep: verb("customer", services("customer"))
      .input(keepOrderInput)
      .output(keepOrderOutput)
      .mutation(writing(keepOrder, { repeatable: true })),
    letGo: verb("customer", services("customer"))
      .input(letOrderGoInput)
      .output(letOrderGoOutput)
      .mutation(writing(letOrderGo, { repeatable: true })),
    takeRescheduleBack: verb("customer", services("customer"))
      .input(takeRescheduleBackInput)
      .output(rescheduleOrderOutput)
      .mutation(writing(takeRescheduleBack)),
    cancelBooking: verb("customer", services("customer"))
      .input(cancelBookingInput)
      .output(cancelBookingOutput)
      .mutation(writing(cancelBooking, { repeatable: true })),
    queue: verb("customer", orderStaff)
      .input(workOrderQueueInput)
      .output(workOrderQueueOutput)
      .query(reading(workOrderQueue)),
    search: verb("customer", orderStaff, { limit: "search" })
      .input(searchOrdersInput)
      .output(searchOrdersOutput)
      .query(running(searchOrders)),
    detail: verb("customer", orderStaff)
      .input(workOrderDetailInput)
      .output(workOrderDetailOutput)
      .query(running(workOrderDetail)),
    changes: verb("customer", orderStaff).input(workOrderChangesInput).subscription(workOrderChanges),
    receive: verb("customer", orderStaff, { limit: "write" })
      .input(receiveDeviceInput)
      .output(receiveDeviceOutput)
      .mutation(running(receiveDevice)),
    move: verb("customer", orderStaff, { limit: "write" })
      .input(moveOrderInput)
      .output(moveOrderOutput)
      .mutation(running(moveOrder)),
    handOver: verb("customer", orderStaff, { limit: "write" })
      .input(handOverInput)
      .output(handOverOutput)
      .mutation(running(handOver)),
    cancel: verb("customer", orderStaff, { limit: "write" })
      .input(cancelOrderInput)
      .output(cancelOrderOutput)
      .mutation(running(cancelOrder)),
    changePromise: verb("customer", orderStaff, { limit: "write" })
      .input(changePromiseInput)
      .output(changePromiseOutput)
      .mutation(running(changePromise)),
  }),
  custody: router({
    prepareHandover: verb("customer", services("payment"))
      .input(prepareHandoverInput)
      .output(partOutput)
      .mutation(running(prepareHandover)),
    commitHandover: verb("customer", services("payment"))
      .input(endHandoverInput)
      .output(partOutput)
      .mutation(running(commitHandover)),
    abortHandover: verb("customer", services("payment"))
      .input(endHandoverInput)
      .output(partOutput)
      .mutation(running(abortHandover)),
  }),
  photos: router({
    add: verb("customer", orderStaff, { limit: "write" })
      .input(addPhotoInput)
      .output(addPhotoOutput)
      .mutation(running(addPhoto)),
    read: verb("customer", orderStaff)
      .input(readPhotoInput)
      .output(readPhotoOutput)
      .query(running(readPhoto)),
  }),
  messages: router({
    write: verb("customer", orderStaff, { limit: "write" })
      .input(writeToCustomerInput)
      .output(writeToCustomerOutput)
      .mutation(writing(writeToCustomer)),
    preview: verb("customer", orderStaff)
      .input(previewMessageInput)
      .output(previewMessageOutput)
      .query(reading(previewMessage)),
    markRead: verb("customer", orderStaff, { limit: "write" })
      .input(markMessagesReadInput)
      .output(markMessagesReadOutput)
      .mutation(writing(markMessagesRead)),
  }),
});
export type CustomerRouter = typeof customerRouter;
