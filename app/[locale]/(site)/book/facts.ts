import "server-only";
import type { Answers, Method } from "@/components/customer/booking/answers";
import { api } from "@/server/routers/api";

/** What the answers stand for: names, prices and times, looked up anew for each page. */
export interface Facts {
  device?: { id: string; brand: string; model: string; kind: string };
  faults: { id: string; name: string; durationMinutes: number }[];
  fault?: { id: string; name: string; durationMinutes: number };
  centre?: Centre;
  /** What reaching the centre this way costs; part of the price. */
  fee?: { amountMinor: number; currency: string };
  estimate?: Estimate;
}

type Doors = Awaited<ReturnType<typeof api>>;
export type Centre = Awaited<
  ReturnType<Doors["location"]["serviceCenters"]["byId"]["query"]>
>["serviceCenters"][number];
export type Coverage = Awaited<ReturnType<Doors["location"]["coverage"]["lookup"]["query"]>>;
export type Estimate = Awaited<ReturnType<Doors["customer"]["estimates"]["preview"]["query"]>>;

/** An address can name what does not exist (any more); a screen then asks again. */
async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch(() => undefined);
}

export async function factsOf(answers: Answers): Promise<Facts> {
  const [device, faults, centre, coverage] = await Promise.all([
    deviceById(answers.device),
    faultsOf(answers.device),
    centreById(answers.centre),
    coverageAt(answers.place),
  ]);
  const fault = faults.find(({ id }) => id === answers.fault);
  const estimate =
    device && fault && centre && answers.method
      ? await estimateFor({
          deviceId: device.id,
          faultId: fault.id,
          serviceCenterId: centre.id,
          method: answers.method,
          start: answers.start,
        })
      : undefined;
  const fee = coverage?.options.find(
    (option) => option.serviceCenterId === answers.centre && option.method === answers.method,
  )?.fee;
  return { device, faults, fault, centre, fee, estimate };
}

/** The catalogue is searched by words; a device's id is made of them. */
async function deviceById(id: string | undefined): Promise<Facts["device"]> {
  if (id === undefined) return undefined;
  const { customer } = await api();
  const found = await orNothing(customer.catalogue.devices.query({ q: id.replaceAll("-", " "), limit: 50 }));
  return found?.devices.find((device) => device.id === id);
}

async function faultsOf(deviceId: string | undefined): Promise<Facts["faults"]> {
  if (deviceId === undefined) return [];
  const { customer } = await api();
  return (await orNothing(customer.catalogue.faults.query({ deviceId })))?.faults ?? [];
}

export async function centreById(id: string | undefined): Promise<Centre | undefined> {
  if (id === undefined) return undefined;
  const { location } = await api();
  return (await orNothing(location.serviceCenters.byId.query({ id })))?.serviceCenters[0];
}

export async function coverageAt(place: Answers["place"]): Promise<Coverage | undefined> {
  if (place === undefined) return undefined;
  const { location } = await api();
  return orNothing(location.coverage.lookup.query({ lat: place.lat, lng: place.lng }));
}

export interface EstimateFor {
  deviceId: string;
  faultId: string;
  serviceCenterId: string;
  method: Method;
  start?: string;
}

export async function estimateFor(input: EstimateFor): Promise<Estimate | undefined> {
  const { customer } = await api();
  return orNothing(customer.estimates.preview.query(input));
}

export async function allCentres() {
  const { location } = await api();
  return (await location.serviceCenters.list.query({})).serviceCenters;
}
