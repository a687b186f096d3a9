import { bookSlot, bookSlotInput, bookSlotOutput } from "@/server/contexts/location/commands/book-slot";
import { claimSlot, claimSlotInput, claimSlotOutput } from "@/server/contexts/location/commands/claim-slot";
import {
  extendHold,
  extendHoldInput,
  extendHoldOutput,
} from "@/server/contexts/location/commands/extend-hold";
import { freeSlot, freeSlotInput, freeSlotOutput } from "@/server/contexts/location/commands/free-slot";
import { holdSlot, holdSlotInput, holdSlotOutput } from "@/server/contexts/location/commands/hold-slot";
import { moveSlot, moveSlotInput, moveSlotOutput } from "@/server/contexts/location/commands/move-slot";
import {
  releaseHold,
  releaseHoldInput,
  releaseHoldOutput,
} from "@/server/contexts/location/commands/release-hold";
import { saveArea, saveAreaInput, saveAreaOutput } from "@/server/contexts/location/commands/save-area";
import {
  settleMove,
  settleMoveInput,
  settleMoveOutput,
} from "@/server/contexts/location/commands/settle-move";
import { undoArea, undoAreaInput, undoAreaOutput } from "@/server/contexts/location/commands/undo-area";
import {
  coverageArea,
  coverageAreaInput,
  coverageAreaOutput,
  coverageAreas,
  coverageAreasInput,
  coverageAreasOutput,
} from "@/server/contexts/location/queries/coverage-areas";
import {
  coverageTileInput,
  coverageTileOutput,
  readCoverageTile,
} from "@/server/contexts/location/queries/coverage-tile";
import { heldSlot, heldSlotInput, heldSlotOutput } from "@/server/contexts/location/queries/held-slot";
import { listSlots, listSlotsInput, listSlotsOutput } from "@/server/contexts/location/queries/list-slots";
import {
  lookUpCoverage,
  lookUpCoverageInput,
  lookUpCoverageOutput,
} from "@/server/contexts/location/queries/look-up-coverage";
import {
  nearestServiceCenters,
  nearestServiceCentersInput,
  nearestServiceCentersOutput,
} from "@/server/contexts/location/queries/nearest-service-centers";
import {
  networkOverview,
  networkOverviewInput,
  networkOverviewOutput,
} from "@/server/contexts/location/queries/network-overview";
import {
  scheduleDay,
  scheduleDayInput,
  scheduleDayOutput,
} from "@/server/contexts/location/queries/schedule-day";
import {
  searchPlaces,
  searchPlacesInput,
  searchPlacesOutput,
} from "@/server/contexts/location/queries/search-places";
import {
  serviceCenterTerms,
  serviceCenterTermsInput,
  serviceCenterTermsOutput,
} from "@/server/contexts/location/queries/service-center-terms";
import {
  listServiceCenters,
  listServiceCentersInput,
  listServiceCentersOutput,
  serviceCenterById,
  serviceCenterByIdInput,
  serviceCenterByIdOutput,
} from "@/server/contexts/location/queries/service-centers";
import {
  unmetLookups,
  unmetLookupsInput,
  unmetLookupsOutput,
} from "@/server/contexts/location/queries/unmet-lookups";
import { cachedReading } from "@/server/platform/cached-reading";
import { deadLetterVerbs } from "@/server/platform/dead-letter-verbs";
import { eventVerbs } from "@/server/platform/event-verbs";
import { jobVerbs } from "@/server/platform/job-verbs";
import { operationsVerbs } from "@/server/platform/operations/operations-verbs";
import { anyone, services, staffWith } from "@/server/platform/policy";
import { sagaVerbs } from "@/server/platform/sagas";
import { router } from "@/server/platform/trpc";
import { reading, running, verb, writing, writingAtOnce } from "@/server/platform/verb";

/** How public lookups are kept. */
const kept = {
  context: "location",
  ttlSeconds: 60,
  endedBy: ["location.service_center_opened.v1"],
} as const;

/** The front door of Location: a list of its verbs. */
export const locationRouter = router({
  events: eventVerbs("location"),
  operations: operationsVerbs("location"),
  sagas: sagaVerbs("location", []),
  jobs: jobVerbs("location"),
  deadLetters: deadLetterVerbs("location"),
  places: router({
    search: verb("location", anyone, {
      rest: { method: "GET", path: "/places", summary: "Places by what a person types" },
      limit: "lookup",
    })
      .input(searchPlacesInput)
      .output(searchPlacesOutput)
      .query(cachedReading({ ...kept, name: "places", ttlSeconds: 600, endedBy: [] }, searchPlaces)),
  }),
  coverage: router({
    lookup: verb("location", anyone, {
      rest: { method: "GET", path: "/coverage", summary: "Who serves a point, and how" },
      limit: "lookup",
    })
      .input(lookUpCoverageInput)
      .output(lookUpCoverageOutput)
      .query(running(lookUpCoverage)),
    tile: verb("location", anyone, { limit: "tile" })
      .input(coverageTileInput)
      .output(coverageTileOutput)
      .query(running(readCoverageTile)),
    areas: verb("location", staffWith("manager"))
      .input(coverageAreasInput)
      .output(coverageAreasOutput)
      .query(reading(coverageAreas)),
    area: verb("location", staffWith("manager"))
      .input(coverageAreaInput)
      .output(coverageAreaOutput)
      .query(running(coverageArea)),
    saveArea: verb("location", staffWith("manager"), { limit: "write" })
      .input(saveAreaInput)
      .output(saveAreaOutput)
      .mutation(writing(saveArea)),
    undo: verb("location", staffWith("manager"), { limit: "write" })
      .input(undoAreaInput)
      .output(undoAreaOutput)
      .mutation(writing(undoArea)),
  }),
  serviceCenters: router({
    list: verb("location", anyone, {
      rest: { method: "GET", path: "/service-centers", summary: "Every service centre" },
      limit: "lookup",
    })
      .input(listServiceCentersInput)
      .output(listServiceCentersOutput)
      .query(cachedReading({ ...kept, name: "service-centers" }, listServiceCenters)),
    byId: verb("location", anyone, {
      rest: { method: "GET", path: "/service-centers/{id}", summary: "One service centre with its hours" },
      limit: "lookup",
    })
      .input(serviceCenterByIdInput)
      .output(serviceCenterByIdOutput)
      .query(cachedReading({ ...kept, name: "service-center" }, serviceCenterById)),
    nearest: verb("location", services("customer", "inventory"))
      .input(nearestServiceCentersInput)
      .output(nearestServiceCentersOutput)
      .query(reading(nearestServiceCenters)),
    terms: verb("location", services("customer"))
      .input(serviceCenterTermsInput)
      .output(serviceCenterTermsOutput)
      .query(reading(serviceCenterTerms)),
  }),
  network: router({
    overview: verb("location", staffWith("manager"))
      .input(networkOverviewInput)
      .output(networkOverviewOutput)
      .query(reading(networkOverview)),
    unmet: verb("location", staffWith("manager"))
      .input(unmetLookupsInput)
      .output(unmetLookupsOutput)
      .query(reading(unmetLookups, { mayLag: true })),
  }),
  schedule: router({
    day: verb("location", staffWith("front_desk", "technician", "manager"))
      .input(scheduleDayInput)
      .output(scheduleDayOutput)
      .query(reading(scheduleDay)),
  }),
  slots: router({
    list: verb("location", anyone, {
      rest: { method: "GET", path: "/service-centers/{id}/slots", summary: "A centre's slots by day" },
      limit: "lookup",
    })
      .input(listSlotsInput)
      .output(listSlotsOutput)
      .query(running(listSlots)),
    hold: verb("location", anyone, {
      rest: { method: "POST", path: "/slot-holds", status: 201, summary: "Keep a slot for ten minutes" },
      limit: "hold",
    })
      .input(holdSlotInput)
      .output(holdSlotOutput)
      .mutation(running(holdSlot)),
    extendHold: verb("location", anyone, {
      rest: { method: "POST", path: "/slot-holds/{id}/extend", summary: "Keep a held slot ten minutes more" },
      limit: "hold",
    })
      .input(extendHoldInput)
      .output(extendHoldOutput)
      .mutation(writing(extendHold)),
    release: verb("location", anyone, {
      rest: { method: "POST", path: "/slot-holds/{id}/release", summary: "Give a held slot back" },
      limit: "hold",
    })
      .input(releaseHoldInput)
      .output(releaseHoldOutput)
      .mutation(writing(releaseHold)),
    held: verb("location", services("customer"))
      .input(heldSlotInput)
      .output(heldSlotOutput)
      .query(reading(heldSlot)),
    claim: verb("location", services("customer"))
      .input(claimSlotInput)
      .output(claimSlotOutput)
      .mutation(writingAtOnce(claimSlot)),
    book: verb("location", services("customer"))
      .input(bookSlotInput)
      .output(bookSlotOutput)
      .mutation(writing(bookSlot, { repeatable: true })),
    move: verb("location", services("customer"))
      .input(moveSlotInput)
      .output(moveSlotOutput)
      .mutation(writing(moveSlot)),
    settleMove: verb("location", services("customer"))
      .input(settleMoveInput)
      .output(settleMoveOutput)
      .mutation(writing(settleMove, { repeatable: true })),
    free: verb("location", services("customer"))
      .input(freeSlotInput)
      .output(freeSlotOutput)
      .mutation(writing(freeSlot, { repeatable: true })),
  }),
});
export type LocationRouter = typeof locationRouter;
