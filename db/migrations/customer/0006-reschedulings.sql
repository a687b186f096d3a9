-- The one move to another time that an order is in. Its row is there from the saga's first step to its last, so that
-- two at once can't leave order and slot at different times.
create table customer.reschedulings (
  order_id uuid primary key references customer.work_orders (id),
  id uuid not null,
  began_at timestamptz not null
);

grant select, insert, delete on customer.reschedulings to :role;
