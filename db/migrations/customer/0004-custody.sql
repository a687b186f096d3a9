-- Who holds an order's device, where, since when. Rows are only added; the last one holds.
create table customer.custody (
  work_order_id uuid not null references customer.work_orders (id),
  -- The order's version with which the device changed hands.
  version integer not null,
  holder text not null check (holder in ('centre', 'customer')),
  service_center_id text not null,
  -- A manager let it go with something left to pay.
  unpaid_by text,
  since timestamptz not null,
  handed_by text not null,
  primary key (work_order_id, version)
);
grant select, insert on customer.custody to mc_customer;

insert into customer.custody (work_order_id, version, holder, service_center_id, since, handed_by)
select c.work_order_id, 0, 'centre', o.service_center_id, c.received_at, c.received_by
  from customer.check_ins c join customer.work_orders o on o.id = c.work_order_id;
