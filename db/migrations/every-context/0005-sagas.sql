-- A saga can wait, be tried again, get stuck and be taken on by a person. Due: when somebody has to look at it next;
-- empty when it has ended or is stuck. The version fences off a process that was believed dead.
alter table :context.sagas
  drop constraint sagas_status_check,
  add constraint sagas_status_check check (status in ('running', 'waiting', 'compensating', 'done', 'failed')),
  add column attempt integer not null default 0 check (attempt >= 0),
  add column version integer not null default 0,
  add column due_at timestamptz,
  add column deadline_at timestamptz,
  add column waits_for text,
  add column stuck_at timestamptz;

update :context.sagas set due_at = updated_at where status in ('running', 'compensating');

drop index :context.sagas_unfinished;
create index sagas_unfinished on :context.sagas (started_at) where status not in ('done', 'failed');
create index sagas_due on :context.sagas (due_at) where due_at is not null;
create index sagas_waiting on :context.sagas (waits_for) where waits_for is not null;
