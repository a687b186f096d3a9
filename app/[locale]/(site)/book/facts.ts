import "server-only";
import { getLocale } from "next-intl/server";
import type { Answers } from "@/components/customer/booking/answers";
import { type Centre, centreById, deviceById, type Estimate, estimateFor, faultsOf } from "./lookups";
import { type Reference, referenceCentre } from "./reference-centre";

/** What the answers stand for: names, prices and times, looked up anew for each page. */
export interface Facts {
  device?: { id: string; brand: string; model: string; kind: string };
  faults: { id: string; name: string; durationMinutes: number }[];
  fault?: { id: string; name: string; durationMinutes: number };
  centre?: Centre;
  /** Of the chosen centre, or until then of the one that stands for the place or the country. */
  estimate?: Estimate;
  /** Whose prices the estimate is made of, before a centre is chosen. */
  reference?: Reference;
}

export async function factsOf(answers: Answers): Promise<Facts> {
  const [device, faults, centre] = await Promise.all([
    deviceById(answers.device),
    faultsOf(answers.device),
    centreById(answers.centre),
  ]);
  const fault = faults.find(({ id }) => id === answers.fault);
  const reference = centre ? undefined : await referenceCentre(answers, await getLocale());
  const serviceCenterId = centre?.id ?? reference?.centre.id;
  const estimate =
    device && fault && serviceCenterId
      ? await estimateFor({
          deviceId: device.id,
          faultId: fault.id,
          serviceCenterId,
          method: answers.method ?? reference?.method ?? "drop_off",
          start: answers.start,
        })
      : undefined;
  return { device, faults, fault, centre, estimate, reference };
}
