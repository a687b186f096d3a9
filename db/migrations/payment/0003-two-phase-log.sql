-- The coordinator's log of two-phase commits. What it says once, it says for good.
create table payment.two_phase_log (
  id uuid primary key,
  kind text not null,
  subject text not null,
  state text not null check (state in ('preparing', 'committed', 'aborted')),
  refusal text,
  correlation_id text not null,
  started_at timestamptz not null,
  decided_at timestamptz,
  ended_at timestamptz,
  claimed_until timestamptz not null,
  check ((state = 'preparing') = (decided_at is null)),
  check (ended_at is null or decided_at is not null)
);
create unique index two_phase_log_one_at_a_time on payment.two_phase_log (kind, subject) where ended_at is null;
create index two_phase_log_recent on payment.two_phase_log (started_at desc);

create function payment.decision_is_final() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'preparing' and (new.state <> old.state or new.decided_at <> old.decided_at) then
    raise exception 'two-phase commit % was decided', old.id using errcode = 'check_violation';
  end if;
  return new;
end;
$$;
create trigger decision_is_final before update on payment.two_phase_log
  for each row execute function payment.decision_is_final();

grant select, insert, update on payment.two_phase_log to mc_payment;
