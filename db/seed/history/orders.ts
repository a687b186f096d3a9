import type { WorkOrderEvent } from "@/server/contexts/customer/contract/work-order-events";
import { isClosed, type WorkOrderStatus } from "@/server/contexts/customer/domain/transitions";
import { evolve, noWorkOrder, type WorkOrder } from "@/server/contexts/customer/domain/work-order";
import { DEVICE_KINDS, DEVICES, type Device, type DeviceKind } from "../catalogue/devices";
import { FAULTS, type Fault } from "../catalogue/faults";
import type { Center, Method } from "../geo/centers";
import type { SeededAddress, SeededCustomer } from "../people/customers";
import type { Random } from "../random";
import type { Step } from "./course";
import { kindShare } from "./seasons";

export type SeededEvent = { id: string; type: string; data: object; at: number; actor: string };

export type SeededOrder = {
  id: string;
  reference: string;
  version: number;
  status: WorkOrderStatus;
  customerId: string;
  deviceModelId: string;
  faultId: string;
  serviceCenterId: string;
  method: Method;
  slotStart: number;
  slotEnd: number;
  promisedBy: number;
  addressId: string | null;
  estimateLowMinor: number;
  estimateHighMinor: number;
  currency: string;
  createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  events: SeededEvent[];
  /** Rows that come into the world with this order. */
  newCustomer?: SeededCustomer;
  newAddress?: SeededAddress;
};

const FAULTS_OF = new Map(
  DEVICE_KINDS.map((kind) => [kind, FAULTS.filter(({ deviceKind }) => deviceKind === kind)]),
);
const DEVICES_OF = new Map(
  DEVICE_KINDS.map((kind) => [kind, DEVICES.filter((device) => device.kind === kind)]),
);
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The n-th reference: an odd factor walks all 2^30 of them without meeting one twice. */
export function referenceOf(number: number): string {
  const bits = Number((BigInt(number) * 668265263n + 374761393n) & 0x3fffffffn);
  const letters = [25, 20, 15, 10, 5, 0].map((shift) => CROCKFORD[(bits >>> shift) & 31]).join("");
  return `MC-${letters.slice(0, 4)}-${letters.slice(4)}`;
}

export function pickDeviceAndFault(random: Random, date: string): { device: Device; fault: Fault } {
  const month = Number(date.slice(5, 7));
  const kind: DeviceKind = random.weighted(DEVICE_KINDS, (each) => kindShare(each, month));
  const year = Number(date.slice(0, 4));
  const sold = (DEVICES_OF.get(kind) ?? []).filter(({ releasedYear }) => releasedYear <= year);
  return {
    device: random.weighted(sold, ({ share }) => share),
    fault: random.weighted(FAULTS_OF.get(kind) ?? [], ({ share }) => share),
  };
}

const METHOD_WEIGHTS: Record<Method, number> = { drop_off: 70, on_site: 11, pickup: 9, mail_in: 10 };

/** Phones are not fetched home, screens are not mended there. */
export function pickMethod(random: Random, center: Center, fault: Fault): Method {
  const possible = center.methods.filter((method) => method !== "on_site" || fault.onSite);
  return random.weighted(possible, (method) => METHOD_WEIGHTS[method]);
}

/** The order as its events up to `until` tell it. */
export function writtenDown(
  order: Omit<SeededOrder, "status" | "version" | "updatedAt" | "closedAt" | "events">,
  steps: Step[],
  until: number,
  random: Random,
  actorOf: (event: WorkOrderEvent) => string,
): SeededOrder {
  const past = steps.filter(({ at }) => at <= until);
  const state = past.reduce<WorkOrder>((soFar, { event }) => evolve(soFar, event), noWorkOrder);
  if (state.status === "none") throw new Error("An order begins with its booking");
  const last = past.at(-1)?.at ?? order.createdAt;
  return {
    ...order,
    status: state.status,
    version: state.version,
    promisedBy: Date.parse(state.promisedBy),
    updatedAt: last,
    closedAt: isClosed(state.status) ? last : null,
    events: past.map(({ event, at }) => ({
      id: random.uuid(at),
      type: event.type,
      data: event.data,
      at,
      actor: actorOf(event),
    })),
  };
}
