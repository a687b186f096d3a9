import { createHash } from "node:crypto";
import {
  decide,
  evolve,
  noWorkOrder,
  type WorkOrderCommand,
} from "@/server/contexts/customer/domain/work-order";
import { orderReference, uuidV7 } from "@/server/kernel/ids";
import type { Step } from "../history/course";
import { writtenDown } from "../history/orders";
import { createRandom } from "../random";
import { slugOf } from "../slug";
import type { WritableOrder } from "../write/orders";
import type { Outcome, Repair } from "./repair-rows";

/** The kind that our catalogue has for a category of the standard; others keep their own name. */
const kinds: Readonly<Record<string, string>> = {
  Laptop: "laptop",
  "Desktop computer": "desktop",
  Tablet: "tablet",
  Mobile: "phone",
  "Games console": "console",
  "Printer/scanner": "printer",
  "Flat screen": "monitor",
};

const toDiagnosis: WorkOrderCommand[] = [
  { kind: "receive", accessories: [], photos: 0, photosWaivedBy: "system" },
  { kind: "move", move: "start_diagnosis" },
];
const toOwner: WorkOrderCommand[] = [
  { kind: "move", move: "finish" },
  { kind: "move", move: "hand_over" },
  { kind: "move", move: "close" },
];
/** How each outcome is told. What was not mended at its event was taken home: the records know no more. */
const courses: Record<Outcome, WorkOrderCommand[]> = {
  fixed: [
    ...toDiagnosis,
    { kind: "move", move: "start_repair" },
    { kind: "move", move: "check_quality" },
    ...toOwner,
  ],
  end_of_life: [...toDiagnosis, { kind: "move", move: "declare_unrepairable" }, ...toOwner],
  repairable: [...toDiagnosis, { kind: "cancel", reason: "by_customer" }],
  unknown: [...toDiagnosis, { kind: "cancel", reason: "by_centre" }],
};

const hour = 3_600_000;

export const describedFault = {
  id: "open-repair-as-described",
  // A kind that no device has: nobody is asked whether this is their fault.
  deviceKind: "imported",
  names: { en: "As described", de: "Wie beschrieben", fr: "Comme décrit" },
  durationMinutes: 60,
  sort: 0,
};

export function orderIdOf({ id, date }: Repair): string {
  return uuidV7(Date.parse(`${date}T07:00:00Z`), digest(`repair/${id}`));
}

/** References that follow from a row's id, to try one after the other: one may be taken. */
export function referenceOf({ id }: Repair, attempt: number): string {
  return orderReference(digest(`repair-reference/${id}/${attempt}`));
}

export function providerOf(repair: Repair) {
  const at = Date.parse("2012-01-01T00:00:00Z");
  return {
    id: uuidV7(at, digest(`repair-provider/${repair.provider}`)),
    name: `Open Repair: ${repair.provider}`,
    email: `${slugOf(repair.provider) || "provider"}@open-repair.invalid`,
  };
}

export function deviceOf({ brand, category, year }: Repair) {
  const kind = kinds[category] ?? slugOf(category).replaceAll("-", "_");
  const id = ["open-repair", slugOf(category), slugOf(brand ?? "unknown"), year ?? "unknown"]
    .join("-")
    .slice(0, 120);
  return {
    id,
    brand: brand ?? "Unknown",
    model: category,
    kind,
    releasedYear: year,
    search: `${brand ?? ""} ${category}`.toLowerCase(),
    listed: false,
  };
}

/** A repair as a work order that is over, with the events that led there; the day is known, its hours are not. */
export function orderOf(repair: Repair, reference: string, serviceCenterId: string): WritableOrder {
  const at = Date.parse(`${repair.date}T07:00:00Z`);
  const slotStart = at + hour;
  const booking = {
    reference,
    customerId: providerOf(repair).id,
    deviceModelId: deviceOf(repair).id,
    faultId: describedFault.id,
    serviceCenterId,
    method: "drop_off" as const,
  };
  const promisedBy = at + 10 * hour;
  const booked = {
    ...booking,
    slotStart: new Date(slotStart).toISOString(),
    slotEnd: new Date(slotStart + hour).toISOString(),
    promisedBy: new Date(promisedBy).toISOString(),
  };
  const steps = stepsOf([{ kind: "book", order: booked }, ...courses[repair.outcome]], at);
  const order = {
    ...booking,
    id: orderIdOf(repair),
    slotStart,
    slotEnd: slotStart + hour,
    promisedBy,
    addressId: null,
    estimateLowMinor: 0,
    estimateHighMinor: 0,
    currency: "EUR",
    createdAt: at,
  };
  const written = writtenDown(
    order,
    steps,
    Number.POSITIVE_INFINITY,
    createRandom(repair.id),
    () => "system",
  );
  return {
    order: written,
    condition: conditionOf(repair),
    ...(repair.problem === "" ? {} : { description: repair.problem }),
  };
}

function stepsOf(commands: readonly WorkOrderCommand[], from: number): Step[] {
  let order = noWorkOrder;
  return commands.flatMap((command, nr) => {
    const events = decide(command, order);
    order = events.reduce(evolve, order);
    return events.map((event) => ({ event, at: from + nr * hour }));
  });
}

/** What the records say of the device beside its fault. */
function conditionOf({ category, ageYears, barrier }: Repair): string {
  const age = ageYears === null ? "" : `, ${ageYears} years`;
  return [`${category}${age}.`, barrier === "" ? "" : `${barrier}.`].join(" ").trim();
}

function digest(text: string): Uint8Array {
  return createHash("sha256").update(text).digest().subarray(0, 10);
}
