-- The event log of one context: stream store and outbox in one append-only table, read in commit-safe order.
-- :context is the schema, :role the runtime role that may use but not own it.

create table :context.streams (
  stream_id text primary key,
  version integer not null check (version > 0)
);

create table :context.events (
  position bigint generated always as identity,
  transaction_id xid8 not null default pg_current_xact_id(),
  id uuid not null,
  stream_id text not null,
  version integer not null,
  type text not null,
  data jsonb not null,
  actor text not null,
  correlation_id text not null,
  causation_id uuid,
  trace_id text,
  recorded_at timestamptz not null,
  primary key (recorded_at, position)
) partition by range (recorded_at);

create index events_commit_order on :context.events (transaction_id, position);
create index events_by_stream on :context.events (stream_id, version);
create index events_by_id on :context.events (id);

-- Used only when a month was not made ahead; anything in it raises an alarm.
create table :context.events_default partition of :context.events default;

-- The relay's dense numbering of committed events: consumers, live screens and rebuilds go by it.
create table :context.event_feed (
  feed_offset bigint primary key,
  event_id uuid not null unique,
  recorded_at timestamptz not null,
  transaction_id xid8 not null,
  position bigint not null
);
create index event_feed_commit_order on :context.event_feed (transaction_id desc, position desc);

create table :context.consumers (
  name text primary key,
  feed_offset bigint not null default 0
);

create table :context.inbox (
  consumer text not null,
  event_id uuid not null,
  handled_at timestamptz not null default now(),
  primary key (consumer, event_id)
);

create table :context.dead_letters (
  consumer text not null,
  event_id uuid not null,
  stream_id text not null,
  event jsonb not null,
  error text not null,
  attempts integer not null,
  failed_at timestamptz not null default now(),
  primary key (consumer, event_id)
);

create table :context.idempotency_keys (
  actor text not null,
  verb text not null,
  key text not null,
  request_hash bytea not null,
  answer bytea,
  created_at timestamptz not null,
  primary key (actor, verb, key)
);
create index idempotency_keys_by_age on :context.idempotency_keys (created_at);

create table :context.sagas (
  id uuid primary key,
  name text not null,
  state jsonb not null,
  step integer not null default 0,
  status text not null check (status in ('running', 'compensating', 'done', 'failed')),
  failure text,
  correlation_id text not null,
  actor jsonb not null,
  started_at timestamptz not null,
  updated_at timestamptz not null
);
create index sagas_unfinished on :context.sagas (updated_at) where status in ('running', 'compensating');

-- Events and their numbering are append-only for the runtime role.
grant select, insert on :context.events, :context.event_feed to :role;
grant select, insert, update on :context.streams, :context.consumers to :role;
grant select, insert, update, delete
  on :context.inbox, :context.dead_letters, :context.idempotency_keys, :context.sagas to :role;
