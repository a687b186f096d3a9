-- What a consumer could not handle, in its stream's order: the one that failed, those that wait behind it, and the
-- ones that a person dropped, kept with who, when and why.
alter table :context.dead_letters
  add column feed_offset bigint,
  add column waiting boolean not null default false,
  add column retry_at timestamptz,
  add column dropped_at timestamptz,
  add column dropped_by text,
  add column drop_reason text,
  add constraint dropped_with_a_reason
    check (dropped_at is null or (dropped_by is not null and length(trim(drop_reason)) > 0));
update :context.dead_letters set feed_offset = (event ->> 'offset')::bigint;
alter table :context.dead_letters alter column feed_offset set not null;

create index dead_letters_of_stream on :context.dead_letters (consumer, stream_id, feed_offset)
  where dropped_at is null;
create index dead_letters_to_retry on :context.dead_letters (retry_at)
  where retry_at is not null and dropped_at is null;
