import { randomBytes, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import postgres from "postgres";

/**
 * The floor of the `booking` bench: the transactions of a hold and of a booking as bare SQL behind the same two
 * routes, without verbs, policies, schemas, encryption or retries. It shows what the rest costs, and serves nobody.
 */
const sql = postgres(process.env.DATABASE_URL ?? "", { max: 20, onnotice: () => {} });

async function hold(body: { serviceCenterId: string; method: string; start: string }) {
  const id = randomUUID();
  const client = randomUUID();
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${client}, 0)),
      pg_advisory_xact_lock(hashtextextended(${body.serviceCenterId + body.start.slice(0, 10)}, 0))`;
    await tx`select count(*) from location.slots where client_key = ${client} and status = 'held'`;
    await tx`select c.time_zone, (select jsonb_agg(o) from location.opening_hours o where o.service_center_id = c.id),
        (select jsonb_agg(l) from location.lanes l where l.service_center_id = c.id)
      from location.service_centers c where c.id = ${body.serviceCenterId}`;
    await tx`select lane_id, during from location.slots where service_center_id = ${body.serviceCenterId}
      and during && tstzrange(${body.start}::timestamptz - interval '1 day', ${body.start}::timestamptz + interval '7 days')`;
    await tx`insert into location.slots (id, lane_id, service_center_id, method, during, status, client_key, expires_at)
      select ${id}, l.id, l.service_center_id, ${body.method},
        tstzrange(${body.start}::timestamptz, ${body.start}::timestamptz + interval '1 hour'), 'held', ${client},
        now() + interval '10 minutes'
      from location.lanes l where l.service_center_id = ${body.serviceCenterId} and l.kind = 'technician'
        and not exists (select 1 from location.slots s where s.lane_id = l.id
          and s.during && tstzrange(${body.start}::timestamptz, ${body.start}::timestamptz + interval '1 hour'))
      limit 1`;
  });
  return { holdId: id };
}

type Sql = postgres.TransactionSql;

async function event(
  tx: Sql,
  schema: "customer" | "location" | "inventory",
  stream: string,
  type: string,
): Promise<void> {
  await tx`insert into ${tx(schema)}.streams values (${stream}, 1)`;
  await tx`insert into ${tx(schema)}.events (id, stream_id, version, type, data, actor, correlation_id, recorded_at)
    values (${randomUUID()}, ${stream}, 1, ${type}, '{}', 'guest', 'bench', now())`;
}

/** The likely part, from the centre's own shelves if they have it. */
async function reserve(orderId: string, fit: { deviceId: string; faultId: string }, center: string) {
  await sql.begin(async (tx) => {
    await tx`select part_id from inventory.reservations where order_id = ${orderId}`;
    const [level] = await tx`
      select l.part_id, l.warehouse_id from inventory.stock_levels l
      join inventory.part_fits f on f.part_id = l.part_id join inventory.warehouses w on w.id = l.warehouse_id
      where f.device_model_id = ${fit.deviceId} and f.fault_id = ${fit.faultId} and l.reserved < l.on_hand
      order by w.service_center_id = ${center} desc, random() limit 1 for update of l`;
    if (level === undefined) return;
    const id = randomUUID();
    await event(tx, "inventory", `stock-${id}`, "stock.reserved.v1");
    await tx`insert into inventory.reservations (id, part_id, warehouse_id, order_id, quantity, expires_at)
      values (${id}, ${level.part_id}, ${level.warehouse_id}, ${orderId}, 1, now() + interval '7 days')`;
    await tx`update inventory.stock_levels set reserved = reserved + 1, version = version + 1
      where part_id = ${level.part_id} and warehouse_id = ${level.warehouse_id}`;
  });
}

async function book(body: { holdId: string; deviceId: string; faultId: string; contact: { email: string } }) {
  const orderId = randomUUID();
  const sagaId = randomUUID();
  const secret = randomBytes(200);
  await sql`select * from location.slots where id = ${body.holdId}`;
  await sql`select * from customer.faults where id = ${body.faultId}`;
  await sql`select * from payment.labour_prices where fault_id = ${body.faultId} limit 1`;
  await sql.begin(async (tx) => {
    await tx`insert into customer.idempotency_keys values ('bench', 'book', ${sagaId}, ${secret}, null, now())`;
    await tx`insert into customer.sagas values (${sagaId}, 'bench', '{}', 0, 'running', null, 'bench', '{}', now(), now())`;
  });
  const [slot] =
    await sql`update location.slots set status = 'claimed', order_id = ${orderId}, client_key = null
    where id = ${body.holdId} returning service_center_id, lower(during) as start, upper(during) as "end"`;
  await sql`update customer.sagas set step = 1, updated_at = now() where id = ${sagaId}`;
  await reserve(orderId, body, slot?.service_center_id);
  await sql`update customer.sagas set step = 2, updated_at = now() where id = ${sagaId}`;
  await sql.begin(async (tx) => {
    const customerId = randomUUID();
    await tx`select id from customer.customers where email_search = ${body.contact.email}`;
    await tx`insert into customer.customers (id, name, email, email_search, locale, data_key, created_at)
      values (${customerId}, 'Bench', ${body.contact.email}, ${body.contact.email}, 'en', ${secret}, now())`;
    await tx`insert into customer.work_orders (id, reference, version, status, customer_id, device_model_id, fault_id,
        service_center_id, method, slot_start, slot_end, promised_by, estimate_low_minor, estimate_high_minor, currency,
        tracking_hash, created_at, updated_at)
      values (${orderId}, ${orderId}, 1, 'booked', ${customerId}, ${body.deviceId}, ${body.faultId},
        ${slot?.service_center_id}, 'drop_off', ${slot?.start}, ${slot?.end}, ${slot?.end}, 1, 2, 'EUR',
        ${randomBytes(32)}, now(), now())`;
    await event(tx, "customer", `work_order-${orderId}`, "work_order.booked.v1");
    await tx`insert into customer.mails (id, customer_id, work_order_id, template, locale, content, created_at)
      values (${randomUUID()}, ${customerId}, ${orderId}, 'bench', 'en', ${secret}, now())`;
  });
  await sql`update customer.sagas set step = 3, updated_at = now() where id = ${sagaId}`;
  await sql.begin(async (tx) => {
    await tx`update location.slots set status = 'booked', expires_at = null where order_id = ${orderId}`;
    await event(tx, "location", `slot-${orderId}`, "location.slot_booked.v1");
  });
  await sql.begin(async (tx) => {
    await tx`update customer.sagas set status = 'done', updated_at = now() where id = ${sagaId}`;
    await tx`update customer.idempotency_keys set answer = ${secret} where key = ${sagaId}`;
  });
  return { reference: orderId };
}

createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = JSON.parse(Buffer.concat(chunks).toString());
  try {
    const answer = request.url === "/api/v1/slot-holds" ? await hold(body) : await book(body);
    response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify(answer));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("listening"));
