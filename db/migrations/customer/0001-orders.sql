create table customer.device_models (
  id text primary key,
  brand text not null,
  model text not null,
  kind text not null,
  released_year smallint not null,
  search text not null
);
create index device_models_search on customer.device_models using gin (search gin_trgm_ops);

create table customer.faults (
  id text primary key,
  device_kind text not null,
  names jsonb not null,
  duration_minutes smallint not null check (duration_minutes between 15 and 480),
  sort smallint not null
);
create index faults_by_kind on customer.faults (device_kind, sort);

-- Personal data stands here in clear, once. data_key is the customer's own key, wrapped by the master key.
create table customer.customers (
  id uuid primary key,
  name text not null,
  email text not null,
  email_search text not null,
  phone text,
  locale text not null,
  data_key bytea not null,
  created_at timestamptz not null
);
create unique index customers_email on customer.customers (email_search);

create table customer.addresses (
  id uuid primary key,
  customer_id uuid not null references customer.customers (id) on delete cascade,
  line text not null,
  postcode text not null,
  city text not null,
  country char(2) not null
);
create index addresses_by_customer on customer.addresses (customer_id);

create table customer.work_orders (
  id uuid primary key,
  reference text not null unique,
  version integer not null,
  status text not null,
  customer_id uuid not null,
  device_model_id text not null,
  fault_id text not null,
  service_center_id text not null,
  method text not null,
  slot_start timestamptz not null,
  slot_end timestamptz not null,
  promised_by timestamptz not null,
  address_id uuid,
  description bytea,
  estimate_low_minor bigint not null,
  estimate_high_minor bigint not null,
  currency char(3) not null,
  link_version integer not null default 1,
  tracking_hash bytea not null unique,
  closed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index work_orders_queue on customer.work_orders (service_center_id, promised_by) where closed_at is null;
create index work_orders_by_center on customer.work_orders (service_center_id, created_at desc);
create index work_orders_by_customer on customer.work_orders (customer_id, created_at desc);

create table customer.check_ins (
  work_order_id uuid primary key references customer.work_orders (id),
  condition bytea not null,
  accessories text[] not null,
  serial bytea,
  photos_waived_by text,
  received_at timestamptz not null,
  received_by text not null
);

create table customer.photos (
  id uuid primary key,
  work_order_id uuid not null references customer.work_orders (id),
  file_key text not null,
  content_type text not null,
  bytes integer not null,
  taken_at timestamptz not null,
  taken_by text not null
);
create index photos_by_order on customer.photos (work_order_id, taken_at);

-- Bodies are encrypted with the customer's key.
create table customer.messages (
  id uuid primary key,
  work_order_id uuid not null references customer.work_orders (id),
  direction text not null check (direction in ('to_customer', 'from_customer')),
  author text not null,
  body bytea not null,
  written_at timestamptz not null,
  read_at timestamptz
);
create index messages_by_order on customer.messages (work_order_id, written_at);

-- Mail waiting to be sent and, in demo mode, shown on a page instead.
create table customer.mails (
  id uuid primary key,
  customer_id uuid not null,
  work_order_id uuid,
  template text not null,
  locale text not null,
  content bytea not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  failure text
);
create index mails_unsent on customer.mails (created_at) where sent_at is null;
create index mails_recent on customer.mails (created_at desc);

-- Read copy of Location's service centres, fed by its events.
create table customer.service_centers (
  id text primary key,
  name text not null,
  street text not null,
  postcode text not null,
  city text not null,
  country char(2) not null,
  time_zone text not null,
  phone text not null,
  lat double precision not null,
  lng double precision not null
);

grant select, insert, update, delete on all tables in schema customer to mc_customer;
revoke update, delete on customer.events, customer.event_feed from mc_customer;
revoke delete on customer.streams, customer.consumers from mc_customer;
