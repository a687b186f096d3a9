-- What the operations page and the metrics read about a context's own machinery.
alter table :context.consumers add column source text;
grant select on :context.events_default to :role;
create index sagas_by_age on :context.sagas (updated_at);

-- A saga that is taken on later, by whichever process, carries on the trace that it began in.
alter table :context.sagas add column trace_parent text;
