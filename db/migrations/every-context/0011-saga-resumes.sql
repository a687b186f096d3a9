-- How often a person resumed the saga after a final refusal: its calls then go under new keys, since the old ones
-- would give the refusal again.
alter table :context.sagas add column resumes integer not null default 0;
