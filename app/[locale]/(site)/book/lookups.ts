import "server-only";
import { cache } from "react";
import type { Answers, Method } from "@/components/customer/booking/answers";
import { isAway } from "@/server/platform/away";
import { api } from "@/server/routers/api";

type Doors = Awaited<ReturnType<typeof api>>;
export type Centre = Awaited<
  ReturnType<Doors["location"]["serviceCenters"]["byId"]["query"]>
>["serviceCenters"][number];
export type Coverage = Awaited<ReturnType<Doors["location"]["coverage"]["lookup"]["query"]>>;
export type Estimate = Awaited<ReturnType<Doors["customer"]["estimates"]["preview"]["query"]>>;

/**
 * An address can name what does not exist (any more); a screen then asks again. A context that is away is no such
 * thing: the page says so, and asks for nothing anew that was answered.
 */
async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((error: unknown) => {
    if (isAway(error)) throw error;
    return undefined;
  });
}

/** The catalogue is searched by words; a device's id is made of them. */
export async function deviceById(id: string | undefined) {
  if (id === undefined) return undefined;
  const { customer } = await api();
  const found = await orNothing(customer.catalogue.devices.query({ q: id.replaceAll("-", " "), limit: 50 }));
  return found?.devices.find((device) => device.id === id);
}

export async function faultsOf(deviceId: string | undefined) {
  if (deviceId === undefined) return [];
  const { customer } = await api();
  return (await orNothing(customer.catalogue.faults.query({ deviceId })))?.faults ?? [];
}

export async function centreById(id: string | undefined): Promise<Centre | undefined> {
  if (id === undefined) return undefined;
  const { location } = await api();
  return (await orNothing(location.serviceCenters.byId.query({ id })))?.serviceCenters[0];
}

/** Asked once a page, so that a place that nobody serves counts once. */
const coverageOf = cache(async (lat: number, lng: number): Promise<Coverage | undefined> => {
  const { location } = await api();
  return orNothing(location.coverage.lookup.query({ lat, lng }));
});

export async function coverageAt(place: Answers["place"]): Promise<Coverage | undefined> {
  return place && coverageOf(place.lat, place.lng);
}

interface EstimateFor {
  deviceId: string;
  faultId: string;
  serviceCenterId: string;
  method: Method;
  start?: string;
}

export async function estimateFor(input: EstimateFor): Promise<Estimate | undefined> {
  const { customer } = await api();
  // Without a price one can still book: the page says that there is none.
  return customer.estimates.preview.query(input).catch(() => undefined);
}

export const allCentres = cache(async () => {
  const { location } = await api();
  return (await location.serviceCenters.list.query({})).serviceCenters;
});
