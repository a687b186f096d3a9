-- Orders that want no parts any more: their booking was taken back, or they were cancelled. What is asked for them
-- later is refused for good.
create table inventory.orders_taken_back (
  order_id uuid primary key,
  taken_back_at timestamptz not null
);

-- Who reserves for an order and who takes it back are in turn, from here to their commits. Each statement of a
-- volatile function sees what was committed before it, so also what this one waited for.
create function inventory.order_is_open(wanted uuid) returns boolean
language plpgsql volatile set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('inventory:order:' || wanted, 0));
  return not exists (select from inventory.orders_taken_back where order_id = wanted);
end;
$$;

create function inventory.reserved_only_for_open_orders() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if not inventory.order_is_open(new.order_id) then
    raise exception 'order % was taken back', new.order_id using errcode = 'check_violation';
  end if;
  return new;
end;
$$;
create trigger reserved_only_for_open_orders before insert on inventory.reservations
  for each row execute function inventory.reserved_only_for_open_orders();

create function inventory.taken_back_in_turn() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  perform inventory.order_is_open(new.order_id);
  return new;
end;
$$;
create trigger taken_back_in_turn before insert on inventory.orders_taken_back
  for each row execute function inventory.taken_back_in_turn();

grant select, insert on inventory.orders_taken_back to :role;
