-- Money moves in postings: double entry, append-only, zero in sum per posting and currency, in minor units.
-- Debits are positive, credits negative.

-- One deposit or payment: the row follows its events (payment.*.v1 on transaction-<id>).
create table payment.transactions (
  id uuid primary key,
  kind text not null check (kind in ('deposit', 'payment')),
  order_id uuid not null,
  service_center_id text,
  method text not null check (method in ('online', 'cash', 'card_terminal')),
  reason text not null,
  status text not null check (status in ('requested', 'captured', 'declined', 'cancelled', 'refunded')),
  amount_minor bigint not null check (amount_minor > 0),
  captured_minor bigint not null default 0,
  refunded_minor bigint not null default 0,
  currency char(3) not null,
  provider text not null,
  provider_reference text,
  pay_url text,
  requested_at timestamptz not null,
  updated_at timestamptz not null,
  constraint refunds_never_exceed_captures check (refunded_minor between 0 and captured_minor),
  unique (provider, provider_reference)
);
create unique index transactions_one_deposit_a_reason on payment.transactions (order_id, reason)
  where kind = 'deposit';
create index transactions_by_order on payment.transactions (order_id, requested_at);

create table payment.postings (
  id uuid primary key,
  kind text not null check (kind in ('capture', 'refund', 'charge', 'allocation')),
  order_id uuid not null,
  transaction_id uuid references payment.transactions (id),
  written_in xid8 not null default pg_current_xact_id(),
  posted_at timestamptz not null
);
create index postings_by_order on payment.postings (order_id, posted_at);

-- An account is a kind, an owner and a currency: a till is a centre's, held and due are an order's.
create table payment.ledger_lines (
  posting_id uuid not null references payment.postings (id),
  line smallint not null,
  account_kind text not null check (account_kind in ('till', 'provider', 'held', 'due', 'sales')),
  account_owner text not null,
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor <> 0),
  written_in xid8 not null default pg_current_xact_id(),
  primary key (posting_id, line)
);
create index ledger_lines_by_account
  on payment.ledger_lines (account_kind, account_owner, currency, written_in) include (amount_minor);

-- What an account held before a transaction id. Balances are this and the lines since: no balance is ever updated.
create table payment.balance_snapshots (
  account_kind text not null,
  account_owner text not null,
  currency char(3) not null,
  before_transaction xid8 not null,
  amount_minor bigint not null,
  taken_at timestamptz not null,
  primary key (account_kind, account_owner, currency, before_transaction)
);

create function payment.posting_must_balance() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  posting uuid;
begin
  if tg_table_name = 'postings' then posting := new.id; else posting := new.posting_id; end if;
  if (select count(*) from payment.ledger_lines l where l.posting_id = posting) < 2 then
    raise exception 'posting % has no counterpart', posting using errcode = 'check_violation';
  end if;
  if exists (
    select from payment.ledger_lines l where l.posting_id = posting
     group by l.currency having sum(l.amount_minor) <> 0
  ) then
    raise exception 'posting % is not zero in sum', posting using errcode = 'check_violation';
  end if;
  if exists (
    select from payment.ledger_lines l join payment.postings p on p.id = l.posting_id
     where l.posting_id = posting and l.written_in <> p.written_in
  ) then
    raise exception 'posting % was closed', posting using errcode = 'check_violation';
  end if;
  return null;
end;
$$;
create constraint trigger posting_balances after insert on payment.postings
  deferrable initially deferred for each row execute function payment.posting_must_balance();
create constraint trigger posting_balances after insert on payment.ledger_lines
  deferrable initially deferred for each row execute function payment.posting_must_balance();

-- Even its owner changes no line: what was wrong is put right by another posting.
create function payment.ledger_is_append_only() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'the ledger is append-only' using errcode = 'insufficient_privilege';
end;
$$;
create trigger append_only before update or delete or truncate on payment.postings
  for each statement execute function payment.ledger_is_append_only();
create trigger append_only before update or delete or truncate on payment.ledger_lines
  for each statement execute function payment.ledger_is_append_only();

-- A provider may tell the same thing twice: each of its events counts once.
create table payment.webhook_events (
  provider text not null,
  event_id text not null,
  received_at timestamptz not null,
  primary key (provider, event_id)
);

grant select, insert on payment.postings, payment.ledger_lines, payment.balance_snapshots to mc_payment;
grant select, insert, update on payment.transactions to mc_payment;
grant select, insert, delete on payment.webhook_events to mc_payment;
