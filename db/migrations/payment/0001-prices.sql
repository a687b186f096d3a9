-- Labour before VAT, per country and fault, in the country's currency.
create table payment.labour_prices (
  country char(2) not null,
  fault_id text not null,
  valid_from date not null,
  low_minor bigint not null check (low_minor >= 0),
  high_minor bigint not null,
  currency char(3) not null,
  primary key (country, fault_id, valid_from),
  check (low_minor <= high_minor)
);

create table payment.vat_rates (
  country char(2) not null,
  valid_from date not null,
  rate numeric(5, 4) not null check (rate >= 0 and rate < 1),
  source text not null,
  primary key (country, valid_from)
);

-- How many units of a currency one euro buys, for parts bought in euro.
create table payment.exchange_rates (
  currency char(3) not null,
  valid_from date not null,
  per_euro numeric(14, 6) not null check (per_euro > 0),
  source text not null,
  primary key (currency, valid_from)
);

grant select, insert, update, delete on all tables in schema payment to mc_payment;
revoke update, delete on payment.events, payment.event_feed from mc_payment;
revoke delete on payment.streams, payment.consumers from mc_payment;
