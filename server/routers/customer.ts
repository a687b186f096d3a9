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
  previewEstimate,
  previewEstimateInput,
  previewEstimateOutput,
} from "@/server/contexts/customer/queries/preview-estimate";
import { eventVerbs } from "@/server/platform/event-verbs";
import { anyone } from "@/server/platform/policy";
import { router } from "@/server/platform/trpc";
import { reading, running, verb } from "@/server/platform/verb";

/** The front door of Customer: a list of its verbs. */
export const customerRouter = router({
  events: eventVerbs("customer"),
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
      .query(reading(catalogueDevices)),
    faults: verb("customer", anyone, {
      rest: { method: "GET", path: "/faults", summary: "What may be wrong with a device" },
      limit: "lookup",
    })
      .input(catalogueFaultsInput)
      .output(catalogueFaultsOutput)
      .query(reading(catalogueFaults)),
    fault: verb("customer", anyone, { limit: "lookup" })
      .input(catalogueFaultInput)
      .output(catalogueFaultOutput)
      .query(reading(catalogueFault)),
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
  }),
});
export type CustomerRouter = typeof customerRouter;
