-- What became of a two-phase commit in this context, by transaction id. `committed` is written inside the prepared
-- work and shows with it; `aborted` beforehand keeps a late prepare out.
create table :context.two_phase_participations (
  id uuid primary key,
  kind text not null,
  outcome text not null check (outcome in ('committed', 'aborted')),
  recorded_at timestamptz not null default now()
);
grant select, insert on :context.two_phase_participations to :role;
