import { inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import {
  checkIns,
  customers,
  deviceModels,
  faults,
  serviceCenterCopies,
  workOrders,
} from "@/db/schema/customer";
import { centersOf } from "@/server/kernel/actor";
import { DomainError } from "@/server/kernel/errors";
import { lengthOf, lineOf } from "@/server/kernel/text";
import type { Call, VerbContext } from "@/server/platform/call";
import { inTransaction } from "@/server/platform/verb";
import { openText } from "../adapters/customer-vault";
import { type FoundOrder, findOrders } from "../adapters/find-orders";
import { orderContact } from "../adapters/order-contact";
import { orderRoles } from "../adapters/staff-order";
import { reasonsOf } from "../domain/match-reason";
import { isNothing, phoneKey, questionCharactersAtMost, questionOf } from "../domain/order-search";
import { type WorkOrderStatus, workOrderStatuses } from "../domain/transitions";
import { textIn } from "../domain/translated";

export const searchOrdersInput = z.object({
  /** Whatever a person has at hand: a reference, a number, a name, words. Refused when longer than a line. */
  q: z.string(),
  limit: z.number().int().min(1).max(50).default(20),
});

const reasonFields = [
  "reference",
  "phone",
  "serial",
  "name",
  "email",
  "device",
  "fault",
  "description",
] as const;
const foundSchema = z.object({
  id: z.uuid(),
  reference: z.string(),
  status: z.enum(workOrderStatuses),
  customerName: z.string(),
  device: z.string(),
  fault: z.string(),
  center: z.object({ name: z.string(), timeZone: z.string() }),
  createdAt: z.string(),
  /** What of the order was meant, and what stands there. */
  reasons: z.array(z.object({ field: z.enum(reasonFields), text: z.string() })),
});
export const searchOrdersOutput = z.object({ orders: z.array(foundSchema) });
type Output = z.infer<typeof searchOrdersOutput>;
type Found = Output["orders"][number];

/** Orders of the actor's centres by free text, the likeliest first; refuses with `text_too_long`. */
export async function searchOrders({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof searchOrdersInput>>): Promise<Output> {
  if (input.q.length > questionCharactersAtMost * 8 || lengthOf(input.q) > questionCharactersAtMost) {
    throw new DomainError("text_too_long", { field: "q", limit: questionCharactersAtMost });
  }
  const question = questionOf(lineOf(input.q));
  const centers = centersOf(ctx.actor, orderRoles);
  if (isNothing(question) || centers?.length === 0) return { orders: [] };
  return inTransaction(ctx, async ({ tx }) => {
    const { found, spellings } = await findOrders(tx, question, { centers, limit: input.limit });
    const asked = { spellings, digits: question.phone?.digits ?? "" };
    return { orders: await shown(tx, found, asked, ctx.locale) };
  });
}

/** What was looked for, to say where an order has it. */
interface Asked {
  spellings: readonly string[][];
  digits: string;
}

async function shown(tx: Tx, found: readonly FoundOrder[], asked: Asked, locale: string): Promise<Found[]> {
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const files = await tx
    .select({
      order: workOrders,
      customer: customers,
      device: sql<string>`coalesce(${deviceModels.brand} || ' ' || ${deviceModels.model}, ${workOrders.deviceModelId})`,
      faultNames: faults.names,
      center: serviceCenterCopies,
      serial: checkIns.serial,
    })
    .from(workOrders)
    .innerJoin(customers, sql`${customers.id} = ${workOrders.customerId}`)
    .leftJoin(deviceModels, sql`${deviceModels.id} = ${workOrders.deviceModelId}`)
    .leftJoin(faults, sql`${faults.id} = ${workOrders.faultId}`)
    .leftJoin(serviceCenterCopies, sql`${serviceCenterCopies.id} = ${workOrders.serviceCenterId}`)
    .leftJoin(checkIns, sql`${checkIns.workOrderId} = ${workOrders.id}`)
    .where(inArray(workOrders.id, ids));
  return found.flatMap(({ id, match }) => {
    const file = files.find(({ order }) => order.id === id);
    return file === undefined ? [] : [asShown(file, match, asked, locale)];
  });
}

type OrderFile = {
  order: typeof workOrders.$inferSelect;
  customer: typeof customers.$inferSelect;
  device: string;
  faultNames: Record<string, string> | null;
  center: typeof serviceCenterCopies.$inferSelect | null;
  serial: Uint8Array | null;
};

function asShown(
  { order, customer, device, faultNames, center, serial }: OrderFile,
  match: FoundOrder["match"],
  { spellings, digits }: Asked,
  locale: string,
): Found {
  const contact = orderContact(order.contact, customer);
  const fault = textIn(faultNames ?? {}, locale);
  const open = (sealed: Uint8Array | null) => (sealed === null ? null : openText(customer.dataKey, sealed));
  const reasons = (): Found["reasons"] => {
    if (match === "reference") return [{ field: "reference", text: order.reference }];
    // A guest may have typed another number, name or address than the customer is known by; all find the order.
    if (match === "phone") {
      const phones = [contact.phone, customer.phone].filter((phone) => phone !== null);
      const meant = phones.find((phone) => phoneKey(phone).includes(digits)) ?? phones[0];
      return [{ field: "phone", text: meant ?? "" }];
    }
    if (match === "serial") return [{ field: "serial", text: open(serial) ?? "" }];
    const both = (typed: string, known: string) => (typed === known ? typed : `${typed} (${known})`);
    const name = both(contact.name, customer.name);
    const email = both(contact.email, customer.email);
    const faultTexts = { shown: fault, all: Object.values(faultNames ?? {}) };
    const texts = { name, email, device, fault: faultTexts };
    return reasonsOf(spellings, { ...texts, description: open(order.description) });
  };
  return {
    id: order.id,
    reference: order.reference,
    // Written by decide() alone.
    status: order.status as WorkOrderStatus,
    customerName: contact.name,
    device,
    fault,
    center: { name: center?.name ?? order.serviceCenterId, timeZone: center?.timeZone ?? "UTC" },
    createdAt: order.createdAt.toISOString(),
    reasons: reasons(),
  };
}
