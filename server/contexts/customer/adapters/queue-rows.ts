import { type SQL, sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import type { WorkOrderStatus } from "../domain/transitions";
import { orderContact } from "./order-contact";

export interface QueueFilter {
  /** Null: the whole network. */
  centers: readonly string[] | null;
  statuses?: readonly WorkOrderStatus[] | undefined;
  method?: string | undefined;
  /** Whatever else must hold of an order `w`. */
  also?: SQL | undefined;
  after: { breach: Date | "infinity"; id: string } | undefined;
  limit: number;
}

export interface QueueRow {
  id: string;
  reference: string;
  status: WorkOrderStatus;
  customerName: string;
  device: { name: string; kind: string };
  faultNames: Record<string, string> | null;
  method: "drop_off" | "pickup" | "on_site" | "mail_in";
  slotStart: string;
  promisedBy: string;
  nextBreach: string | null;
  center: { id: string; name: string; timeZone: string };
  unread: number;
  version: number;
}

const breach = sql`customer.next_breach(w.status, w.slot_start, w.promised_by)`;

export function inCenters(centers: readonly string[] | null): SQL {
  if (centers === null) return sql`true`;
  return centers.length === 0 ? sql`false` : sql`w.service_center_id in ${[...centers]}`;
}

/** One more row than asked for, so that the caller sees whether there are more. */
export async function readQueue(tx: Tx, filter: QueueFilter): Promise<QueueRow[]> {
  const conditions = [sql`w.closed_at is null`, inCenters(filter.centers)];
  if (filter.statuses !== undefined && filter.statuses.length > 0) {
    conditions.push(sql`w.status in ${[...filter.statuses]}`);
  }
  if (filter.method !== undefined) conditions.push(sql`w.method = ${filter.method}`);
  if (filter.also !== undefined) conditions.push(filter.also);
  if (filter.after !== undefined) {
    const { breach: at, id } = filter.after;
    const moment = at === "infinity" ? at : at.toISOString();
    conditions.push(sql`(${breach}, w.id) > (${moment}::timestamptz, ${id}::uuid)`);
  }
  const found = await rows<RawRow>(
    tx,
    sql`
    with page as (
      select w.id, w.reference, w.status, w.method, w.version, w.customer_id, w.device_model_id, w.fault_id,
        w.service_center_id, w.slot_start, w.promised_by, w.contact, ${breach} as breach
      from customer.work_orders w
      where ${sql.join(conditions, sql` and `)}
      order by ${breach}, w.id
      limit ${filter.limit + 1}
    )
    select p.id, p.reference, p.status, p.method, p.version, c.name as customer_name, c.data_key, p.contact,
      coalesce(d.brand || ' ' || d.model, p.device_model_id) as device_name, coalesce(d.kind, '') as device_kind,
      f.names as fault_names, p.service_center_id as center_id, coalesce(s.name, p.service_center_id) as center_name,
      coalesce(s.time_zone, 'UTC') as time_zone,
      extract(epoch from p.slot_start)::float8 as slot_start,
      extract(epoch from p.promised_by)::float8 as promised_by,
      case when p.breach <> 'infinity' then extract(epoch from p.breach)::float8 end as next_breach,
      (select count(*)::int from customer.messages m
        where m.work_order_id = p.id and m.direction = 'from_customer' and m.read_at is null) as unread
    from page p
    join customer.customers c on c.id = p.customer_id
    left join customer.device_models d on d.id = p.device_model_id
    left join customer.faults f on f.id = p.fault_id
    left join customer.service_centers s on s.id = p.service_center_id
    order by p.breach, p.id`,
  );
  return found.map(shown);
}

interface RawRow {
  id: string;
  reference: string;
  status: WorkOrderStatus;
  method: QueueRow["method"];
  version: number;
  customer_name: string;
  data_key: Uint8Array;
  contact: Uint8Array | null;
  device_name: string;
  device_kind: string;
  fault_names: Record<string, string> | null;
  center_id: string;
  center_name: string;
  time_zone: string;
  slot_start: number;
  promised_by: number;
  next_breach: number | null;
  unread: number;
}

function shown(raw: RawRow): QueueRow {
  return {
    id: raw.id,
    reference: raw.reference,
    status: raw.status,
    customerName: nameTyped(raw),
    device: { name: raw.device_name, kind: raw.device_kind },
    faultNames: raw.fault_names,
    method: raw.method,
    slotStart: instant(raw.slot_start),
    promisedBy: instant(raw.promised_by),
    nextBreach: raw.next_breach === null ? null : instant(raw.next_breach),
    center: { id: raw.center_id, name: raw.center_name, timeZone: raw.time_zone },
    unread: raw.unread,
    version: raw.version,
  };
}

/** Who booked this order may have typed another name than the customer is known by. */
function nameTyped({ customer_name, data_key, contact }: RawRow): string {
  if (contact === null) return customer_name;
  const known = { name: customer_name, email: "", phone: null, locale: "", dataKey: data_key };
  return orderContact(contact, known).name;
}

function instant(epochSeconds: number): string {
  return new Date(Math.round(epochSeconds * 1000)).toISOString();
}
