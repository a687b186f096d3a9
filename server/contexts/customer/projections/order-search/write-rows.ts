import { eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { checkIns, customers, deviceModels, faults, workOrders } from "@/db/schema/customer";
import { openText } from "../../adapters/customer-vault";
import { orderContact } from "../../adapters/order-contact";
import { type SearchRow, searchRowOf } from "../../domain/search-row";

/** A misspelt word is looked for among words of at least so many letters. */
export const alikeLettersAtLeast = 4;

/** Makes the search rows of orders anew from what is kept of them; one whose customer was erased has none. */
export async function writeSearchRows(tx: Tx, orderIds: readonly string[], table: SQL): Promise<void> {
  // Before the reading: an erasure that comes meanwhile forgets the words that are brought here.
  await tx.execute(sql`select customer.take_turn_with_search_words()`);
  const found = await tx
    .select({
      order: workOrders,
      customer: customers,
      device: deviceModels,
      fault: faults,
      checkIn: checkIns,
    })
    .from(workOrders)
    .innerJoin(customers, eq(customers.id, workOrders.customerId))
    .leftJoin(deviceModels, eq(deviceModels.id, workOrders.deviceModelId))
    .leftJoin(faults, eq(faults.id, workOrders.faultId))
    .leftJoin(checkIns, eq(checkIns.workOrderId, workOrders.id))
    .where(inArray(workOrders.id, [...orderIds]));
  if (found.length === 0) return;
  const rows = found.map(({ order, customer, device, fault, checkIn }) => {
    const open = (sealed: Uint8Array | null | undefined) =>
      sealed ? openText(customer.dataKey, sealed) : null;
    const row = searchRowOf({
      reference: order.reference,
      serviceCenterId: order.serviceCenterId,
      people: [customer, orderContact(order.contact, customer)],
      device: device === null ? order.deviceModelId : `${device.brand} ${device.model}`,
      faults: Object.values(fault?.names ?? {}),
      description: open(order.description),
      serial: open(checkIn?.serial),
    });
    return {
      ...row,
      id: order.id,
      customer_id: customer.id,
      center: order.serviceCenterId,
      created_at: order.createdAt,
    };
  });
  await rememberWords(tx, rows);
  await tx.execute(sql`
    insert into ${table} (work_order_id, customer_id, service_center_id, created_at, reference, phones, serial, who, doc)
    select id, customer_id, center, created_at, reference, phones, serial,
      array_to_tsvector(customer.search_lexemes(who)), array_to_tsvector(customer.search_lexemes(doc))
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, customer_id uuid, center text,
      created_at timestamptz, reference text, phones text, serial text, who text[], doc text[])
    on conflict (work_order_id) do update set customer_id = excluded.customer_id,
      service_center_id = excluded.service_center_id, created_at = excluded.created_at,
      reference = excluded.reference, phones = excluded.phones, serial = excluded.serial, who = excluded.who,
      doc = excluded.doc`);
}

async function rememberWords(tx: Tx, rows: readonly SearchRow[]): Promise<void> {
  const words = new Set(rows.flatMap(({ doc }) => doc));
  const kept = [...words].filter((word) => word.length >= alikeLettersAtLeast && !word.startsWith("@"));
  await tx.execute(sql`
    insert into customer.search_words (word)
    select w from jsonb_array_elements_text(${JSON.stringify(kept)}::text::jsonb) w
    on conflict do nothing`);
}
