-- A month that was not made ahead leaves its events in the default partition, and then the month can't be made any
-- more. So they are moved along; and the runtime role may look whether there are any.
create or replace function :context.ensure_event_partition(month date) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  starts date := date_trunc('month', month)::date;
  ends date := (starts + interval '1 month')::date;
  partition_name text := 'events_' || to_char(starts, 'YYYY_MM');
  stranded boolean;
begin
  if to_regclass(format('%I.%I', ':context', partition_name)) is not null then
    return;
  end if;
  execute format('lock table %I.events in share update exclusive mode', ':context');
  execute format('select exists (select 1 from %I.events_default where recorded_at >= %L and recorded_at < %L)',
    ':context', starts || ' 00:00+00', ends || ' 00:00+00') into stranded;
  if not stranded then
    execute format('create table %I.%I partition of %I.events for values from (%L) to (%L)',
      ':context', partition_name, ':context', starts || ' 00:00+00', ends || ' 00:00+00');
    return;
  end if;
  execute format('lock table %I.events_default in access exclusive mode', ':context');
  execute format('create table %I.%I (like %I.events including defaults including constraints)',
    ':context', partition_name, ':context');
  execute format('with moved as (delete from %I.events_default where recorded_at >= %L and recorded_at < %L returning *)
    insert into %I.%I select * from moved',
    ':context', starts || ' 00:00+00', ends || ' 00:00+00', ':context', partition_name);
  execute format('alter table %I.events attach partition %I.%I for values from (%L) to (%L)',
    ':context', ':context', partition_name, starts || ' 00:00+00', ends || ' 00:00+00');
end;
$$;
grant select on :context.events_default to :role;
