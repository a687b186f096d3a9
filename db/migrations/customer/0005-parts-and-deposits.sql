-- What an order knows of the part it needs, as Inventory has told it; and which faults ask for a deposit.
alter table customer.work_orders add column part text not null default 'none'
  check (part in ('none', 'here', 'elsewhere', 'on_the_way', 'to_order', 'later'));
alter table customer.faults add column deposit_percent smallint not null default 0
  check (deposit_percent between 0 and 100);
