create table location.countries (
  code char(2) primary key,
  currency char(3) not null,
  border geometry(MultiPolygon, 4326) not null
);
create index countries_border on location.countries using gist (border);

create table location.places (
  id text primary key,
  name text not null,
  region text not null,
  country char(2) not null,
  postcode text,
  population integer not null default 0,
  point geometry(Point, 4326) not null
);

-- Every name by which a person may look for a place, normalised by server/kernel/search-text.ts.
create table location.place_names (
  place_id text not null references location.places (id) on delete cascade,
  search text not null,
  rank integer not null,
  primary key (place_id, search)
);
create index place_names_prefix on location.place_names (search text_pattern_ops, rank desc);
create index place_names_typos on location.place_names using gin (search gin_trgm_ops);

create table location.service_centers (
  id text primary key,
  name text not null,
  street text not null,
  postcode text not null,
  city text not null,
  country char(2) not null,
  time_zone text not null,
  phone text not null,
  email text not null,
  methods text[] not null check (methods <@ array['drop_off', 'on_site', 'pickup', 'mail_in']),
  opened_on date not null,
  point geometry(Point, 4326) not null
);

create table location.opening_hours (
  service_center_id text not null references location.service_centers (id),
  weekday smallint not null check (weekday between 1 and 7),
  opens_minute smallint not null check (opens_minute between 0 and 1440),
  closes_minute smallint not null check (closes_minute between 0 and 1440),
  primary key (service_center_id, weekday, opens_minute),
  check (opens_minute < closes_minute)
);

create table location.closures (
  service_center_id text not null references location.service_centers (id),
  date date not null,
  reason text not null,
  primary key (service_center_id, date)
);

-- One row a version: an edit closes the version that held and opens the next, so that yesterday stays explainable.
create table location.coverage_areas (
  id uuid not null,
  version integer not null check (version > 0),
  service_center_id text not null references location.service_centers (id),
  method text not null check (method in ('drop_off', 'on_site', 'pickup', 'mail_in')),
  priority integer not null default 0,
  fee_minor bigint not null check (fee_minor >= 0),
  currency char(3) not null,
  area geometry(MultiPolygon, 4326) not null check (ST_IsValid(area)),
  valid_from timestamptz not null,
  valid_to timestamptz,
  changed_by text not null,
  primary key (id, version),
  check (valid_to is null or valid_to > valid_from)
);
create unique index coverage_areas_current on location.coverage_areas (id) where valid_to is null;
create index coverage_areas_shape on location.coverage_areas using gist (area) where valid_to is null;
create index coverage_areas_by_center on location.coverage_areas (service_center_id) where valid_to is null;

-- Counts the changes to coverage, so that an index held in memory knows when it is old.
create table location.coverage_revision (
  only_row boolean primary key default true check (only_row),
  revision bigint not null
);
insert into location.coverage_revision (revision) values (1);

create table location.technicians (
  id text primary key,
  service_center_id text not null references location.service_centers (id),
  name text not null,
  skills text[] not null,
  active boolean not null default true
);
create index technicians_by_center on location.technicians (service_center_id) where active;

create table location.shifts (
  technician_id text not null references location.technicians (id),
  weekday smallint not null check (weekday between 1 and 7),
  starts_minute smallint not null,
  ends_minute smallint not null,
  primary key (technician_id, weekday, starts_minute),
  check (starts_minute < ends_minute)
);

create table location.absences (
  technician_id text not null references location.technicians (id),
  date date not null,
  reason text not null,
  primary key (technician_id, date)
);

-- What can be taken by one order at a time: a technician, a van's tour, a place on the post bench.
create table location.lanes (
  id text primary key,
  service_center_id text not null references location.service_centers (id),
  kind text not null check (kind in ('technician', 'pickup', 'post')),
  technician_id text references location.technicians (id),
  check ((kind = 'technician') = (technician_id is not null))
);
create index lanes_by_center on location.lanes (service_center_id, kind);

create table location.slots (
  id uuid primary key,
  lane_id text not null references location.lanes (id),
  service_center_id text not null,
  method text not null,
  during tstzrange not null check (not isempty(during)),
  status text not null check (status in ('held', 'claimed', 'booked')),
  client_key text,
  expires_at timestamptz,
  extensions smallint not null default 0 check (extensions between 0 and 2),
  order_id uuid,
  check ((status = 'booked') = (expires_at is null)),
  check ((status = 'held') = (order_id is null)),
  constraint one_order_a_lane exclude using gist (lane_id with =, during with &&)
);
create index slots_by_center on location.slots using gist (service_center_id, during);
create index slots_held_by_client on location.slots (client_key) where status = 'held';
create unique index slots_by_order on location.slots (order_id) where order_id is not null;

-- Lookups that found nothing, by cell of about a kilometre and day: demand that the network does not meet.
create table location.unmet_lookups (
  lat numeric(5, 2) not null,
  lng numeric(6, 2) not null,
  day date not null,
  lookups integer not null default 1,
  primary key (lat, lng, day)
);

grant select, insert, update, delete on all tables in schema location to mc_location;
revoke update, delete on location.events, location.event_feed from mc_location;
revoke delete on location.streams, location.consumers from mc_location;
