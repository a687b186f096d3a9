-- Which process hands the feed on, and until when it need not say so again. A lease and not a lock: no transaction
-- stays open while a broker answers.
alter table :context.published add column holder text, add column held_until timestamptz;
