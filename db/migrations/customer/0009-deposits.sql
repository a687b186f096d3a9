-- What an order asks for in advance, as it was booked; and what became of it, as Payment's events tell.
alter table customer.work_orders add column deposit_minor bigint check (deposit_minor > 0);

create table customer.deposits (
  deposit_id text primary key,
  order_id text not null,
  status text not null check (status in ('requested', 'captured', 'declined', 'cancelled', 'refunded')),
  amount_minor bigint not null,
  refunded_minor bigint not null default 0,
  currency char(3) not null,
  asked_at timestamptz not null,
  paid_at timestamptz,
  ended_at timestamptz
);
create index deposits_by_order on customer.deposits (order_id, asked_at);

grant select, insert, update, delete on customer.deposits to :role;
