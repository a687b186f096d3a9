-- Orders that no deposit is asked for any more: their booking was taken back. What is asked for later is refused for
-- good, and what is captured all the same is given back.
create table payment.orders_taken_back (
  order_id uuid primary key,
  taken_back_at timestamptz not null
);
create index orders_taken_back_by_time on payment.orders_taken_back (taken_back_at);

-- Who asks for an order's deposit and who takes the order back are in turn, from here to their commits. Each statement
-- of a volatile function sees what was committed before it, so also what this one waited for.
create function payment.order_is_open(wanted uuid) returns boolean
language plpgsql volatile set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('payment:order:' || wanted, 0));
  return not exists (select from payment.orders_taken_back where order_id = wanted);
end;
$$;

create function payment.deposits_only_for_open_orders() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if not payment.order_is_open(new.order_id) then
    raise exception 'order % was taken back', new.order_id using errcode = 'check_violation';
  end if;
  return new;
end;
$$;
create trigger deposits_only_for_open_orders before insert on payment.transactions
  for each row when (new.kind = 'deposit') execute function payment.deposits_only_for_open_orders();

create function payment.taken_back_in_turn() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  perform payment.order_is_open(new.order_id);
  return new;
end;
$$;
create trigger taken_back_in_turn before insert on payment.orders_taken_back
  for each row execute function payment.taken_back_in_turn();

grant select, insert on payment.orders_taken_back to :role;
