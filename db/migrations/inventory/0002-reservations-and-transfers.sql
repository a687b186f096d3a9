-- A level's version is that of its stream; one that the seed wrote has none yet, and its first command opens it.
alter table inventory.stock_levels add column version integer not null default 0;

-- What is promised to an order. Never more than is there: the level's own check holds it, since reserved is their sum.
create table inventory.reservations (
  id uuid primary key,
  part_id text not null,
  warehouse_id text not null,
  order_id uuid not null,
  quantity integer not null check (quantity > 0),
  expires_at timestamptz,
  foreign key (part_id, warehouse_id) references inventory.stock_levels (part_id, warehouse_id),
  unique (order_id, part_id)
);
create index reservations_by_level on inventory.reservations (part_id, warehouse_id);
create index reservations_by_expiry on inventory.reservations (expires_at) where expires_at is not null;

-- What came onto a shelf and left it, piece by piece; written once.
create table inventory.stock_movements (
  id uuid primary key,
  part_id text not null,
  warehouse_id text not null,
  quantity integer not null check (quantity <> 0),
  reason text not null check (reason in ('opened', 'picked', 'arrived')),
  transfer_id uuid,
  recorded_at timestamptz not null
);
create index stock_movements_by_level on inventory.stock_movements (part_id, warehouse_id, recorded_at);

-- What is on its way lies somewhere too: in no centre's warehouse.
insert into inventory.warehouses (id, service_center_id, name) values ('in-transit', null, 'In transit');

create table inventory.transfers (
  id uuid primary key,
  part_id text not null references inventory.parts (id),
  quantity integer not null check (quantity > 0),
  from_warehouse_id text not null references inventory.warehouses (id),
  to_warehouse_id text not null references inventory.warehouses (id),
  order_id uuid,
  status text not null check (status in ('requested', 'picked', 'in_transit', 'received', 'cancelled')),
  requested_at timestamptz not null,
  updated_at timestamptz not null,
  check (from_warehouse_id <> to_warehouse_id)
);
create index transfers_open on inventory.transfers (status, requested_at) where status not in ('received', 'cancelled');
create index transfers_by_order on inventory.transfers (order_id) where order_id is not null;

grant select, insert, update, delete on inventory.reservations to :role;
grant select, insert, update on inventory.transfers to :role;
grant select, insert on inventory.stock_movements to :role;
