-- Makes a month's partition when it is missing. Owned by the migrating role, so that the runtime role may call it
-- without owning the table.
create function :context.ensure_event_partition(month date) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  starts date := date_trunc('month', month)::date;
  partition_name text := 'events_' || to_char(starts, 'YYYY_MM');
begin
  if to_regclass(format('%I.%I', ':context', partition_name)) is null then
    execute format(
      'create table %I.%I partition of %I.events for values from (%L) to (%L)',
      ':context', partition_name, ':context', starts || ' 00:00+00', (starts + interval '1 month')::date || ' 00:00+00'
    );
  end if;
end;
$$;
revoke all on function :context.ensure_event_partition(date) from public;
grant execute on function :context.ensure_event_partition(date) to :role;

select :context.ensure_event_partition((date_trunc('month', now()) + make_interval(months => n))::date)
  from generate_series(-25, 3) as n;
