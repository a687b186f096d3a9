-- What is known of a device that came with somebody else's records: nobody books one, and its year may be unknown.
alter table customer.device_models add column listed boolean not null default true;
alter table customer.device_models alter column released_year drop not null;
