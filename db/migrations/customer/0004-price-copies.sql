-- Customer's copies of Payment's prices and of the parts that Inventory would take: estimates are made from them.
create table customer.labour_prices (
  country char(2) not null,
  fault_id text not null,
  valid_from date not null,
  low_minor bigint not null,
  high_minor bigint not null,
  currency char(3) not null,
  primary key (country, fault_id, valid_from)
);

create table customer.vat_rates (
  country char(2) not null,
  valid_from date not null,
  rate text not null,
  primary key (country, valid_from)
);

create table customer.exchange_rates (
  currency char(3) not null,
  valid_from date not null,
  per_euro text not null,
  primary key (currency, valid_from)
);

-- The cheapest part that mends a fault on a model. How many there are is not copied: that is a promise of Inventory's.
create table customer.likely_parts (
  device_model_id text not null,
  fault_id text not null,
  part_id text not null,
  price_minor bigint not null,
  currency char(3) not null,
  lead_time_days smallint not null,
  primary key (device_model_id, fault_id)
);

grant select, insert, update, delete
  on customer.labour_prices, customer.vat_rates, customer.exchange_rates, customer.likely_parts to mc_customer;
