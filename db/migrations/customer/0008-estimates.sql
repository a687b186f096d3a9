-- What is still being written for an order: one draft at a time, its words sealed with the customer's key.
create table customer.estimate_drafts (
  work_order_id uuid primary key references customer.work_orders (id),
  revision integer not null,
  content bytea not null,
  edited_at timestamptz not null,
  edited_by text not null
);

-- Estimates that were sent. A version is answered once or superseded, never both. The words and the name that was
-- typed are sealed with the customer's key; the facts are those of the order's events.
create table customer.estimates (
  work_order_id uuid not null references customer.work_orders (id),
  version integer not null,
  content bytea not null,
  currency char(3) not null,
  vat_rate text not null,
  total_minor bigint not null,
  valid_until timestamptz not null,
  sent_at timestamptz not null,
  sent_by text not null,
  reminders smallint not null default 0,
  superseded_at timestamptz,
  answered_at timestamptz,
  answered_by text,
  way text check (way in ('link', 'phone', 'in_person')),
  name bytea,
  accepted uuid[],
  accepted_minor bigint,
  primary key (work_order_id, version),
  check (superseded_at is null or answered_at is null),
  check (answered_at is null or num_nulls(answered_by, way, name, accepted, accepted_minor) = 0)
);
-- At most one version of an order waits for an answer.
create unique index estimates_open on customer.estimates (work_order_id)
  where answered_at is null and superseded_at is null;
create index estimates_to_remind on customer.estimates (sent_at)
  where answered_at is null and superseded_at is null and reminders < 2;

grant select, insert, update, delete on customer.estimate_drafts to :role;
grant select, insert, update on customer.estimates to :role;
