create table inventory.suppliers (
  id text primary key,
  name text not null,
  country char(2) not null,
  lead_time_days smallint not null check (lead_time_days between 0 and 120)
);

create table inventory.parts (
  id text primary key,
  sku text not null unique,
  name text not null,
  category text not null,
  supplier_id text not null references inventory.suppliers (id),
  price_minor bigint not null check (price_minor >= 0),
  currency char(3) not null
);

create table inventory.part_fits (
  device_model_id text not null,
  fault_id text not null,
  part_id text not null references inventory.parts (id),
  primary key (device_model_id, fault_id, part_id)
);

create table inventory.warehouses (
  id text primary key,
  service_center_id text,
  name text not null
);
create unique index warehouses_by_center on inventory.warehouses (service_center_id);

create table inventory.stock_levels (
  part_id text not null references inventory.parts (id),
  warehouse_id text not null references inventory.warehouses (id),
  on_hand integer not null check (on_hand >= 0),
  reserved integer not null default 0 check (reserved >= 0),
  primary key (part_id, warehouse_id),
  check (reserved <= on_hand)
);

grant select, insert, update, delete on all tables in schema inventory to mc_inventory;
revoke update, delete on inventory.events, inventory.event_feed from mc_inventory;
revoke delete on inventory.streams, inventory.consumers from mc_inventory;
