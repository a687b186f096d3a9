import { listSlots, listSlotsInput, listSlotsOutput } from "@/server/contexts/location/queries/list-slots";
import {
  lookUpCoverage,
  lookUpCoverageInput,
  lookUpCoverageOutput,
} from "@/server/contexts/location/queries/look-up-coverage";
import {
  searchPlaces,
  searchPlacesInput,
  searchPlacesOutput,
} from "@/server/contexts/location/queries/search-places";
import {
  listServiceCenters,
  listServiceCentersInput,
  listServiceCentersOutput,
  serviceCenterById,
  serviceCenterByIdInput,
  serviceCenterByIdOutput,
} from "@/server/contexts/location/queries/service-centers";
import { eventVerbs } from "@/server/platform/event-verbs";
import { anyone } from "@/server/platform/policy";
import { router } from "@/server/platform/trpc";
import { reading, running, verb } from "@/server/platform/verb";

/** The front door of Location: a list of its verbs. */
export const locationRouter = router({
  events: eventVerbs("location"),
  places: router({
    search: verb("location", anyone, {
      rest: { method: "GET", path: "/places", summary: "Places by what a person types" },
      limit: "lookup",
    })
      .input(searchPlacesInput)
      .output(searchPlacesOutput)
      .query(reading(searchPlaces)),
  }),
  coverage: router({
    lookup: verb("location", anyone, {
      rest: { method: "GET", path: "/coverage", summary: "Who serves a point, and how" },
      limit: "lookup",
    })
      .input(lookUpCoverageInput)
      .output(lookUpCoverageOutput)
      .query(running(lookUpCoverage)),
  }),
  serviceCenters: router({
    list: verb("location", anyone, {
      rest: { method: "GET", path: "/service-centers", summary: "Every service centre" },
      limit: "lookup",
    })
      .input(listServiceCentersInput)
      .output(listServiceCentersOutput)
      .query(reading(listServiceCenters)),
    byId: verb("location", anyone, {
      rest: { method: "GET", path: "/service-centers/{id}", summary: "One service centre with its hours" },
      limit: "lookup",
    })
      .input(serviceCenterByIdInput)
      .output(serviceCenterByIdOutput)
      .query(reading(serviceCenterById)),
  }),
  slots: router({
    list: verb("location", anyone, {
      rest: { method: "GET", path: "/service-centers/{id}/slots", summary: "A centre's slots by day" },
      limit: "lookup",
    })
      .input(listSlotsInput)
      .output(listSlotsOutput)
      .query(running(listSlots)),
  }),
});
export type LocationRouter = typeof locationRouter;
