-- How old this context's copies of other contexts' facts are: when their source last said what they are.
create table :context.read_copies (
  name text primary key,
  digest text not null,
  facts jsonb not null,
  asked_at timestamptz not null
);
grant select, insert, update, delete on :context.read_copies to :role;
