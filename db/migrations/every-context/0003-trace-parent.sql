-- The whole W3C trace context of whoever caused the event, so that its consumers carry on the same trace.
alter table :context.events rename column trace_id to trace_parent;
