-- How far a context's feed was handed to a transport; moved on only after the transport has acknowledged.
create table :context.published (
  transport text primary key,
  feed_offset bigint not null,
  published_at timestamptz not null default now()
);
grant select, insert, update on :context.published to :role;
