-- What a transaction's row says came in and went back is what its postings moved, at every commit. Together with
-- refunds_never_exceed_captures nothing goes back that did not come in, whoever writes.
alter table payment.transactions add constraint captures_never_exceed_what_was_asked_for
  check (captured_minor between 0 and amount_minor);

create function payment.transaction_must_be_as_posted() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  wanted uuid;
  came bigint;
  went bigint;
begin
  if tg_table_name = 'postings' then wanted := new.transaction_id; else wanted := new.id; end if;
  select coalesce(-sum(l.amount_minor) filter (where p.kind = 'capture'), 0),
         coalesce(sum(l.amount_minor) filter (where p.kind = 'refund'), 0)
    into came, went
    from payment.postings p join payment.ledger_lines l on l.posting_id = p.id
   where p.order_id = (select t.order_id from payment.transactions t where t.id = wanted)
     and p.transaction_id = wanted and l.account_kind = 'held';
  if exists (
    select from payment.transactions t
     where t.id = wanted and (t.captured_minor <> came or t.refunded_minor <> went)
  ) then
    raise exception 'transaction % is not as posted', wanted using errcode = 'check_violation';
  end if;
  return null;
end;
$$;
create constraint trigger transaction_is_as_posted after insert on payment.postings
  deferrable initially deferred for each row when (new.transaction_id is not null)
  execute function payment.transaction_must_be_as_posted();
create constraint trigger transaction_is_as_posted
  after insert or update of captured_minor, refunded_minor on payment.transactions
  deferrable initially deferred for each row execute function payment.transaction_must_be_as_posted();
