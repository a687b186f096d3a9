-- What a part is found by: its name and article code in plain letters, as kernel/search-text.ts writes a query, and
-- the code once more without what separates its letters. Marks are taken off before lower(), so that it works under
-- any collation.
create function inventory.search_text(given text) returns text
language sql immutable strict parallel safe
return btrim(regexp_replace(
  lower(translate(
    regexp_replace(normalize(replace(replace(replace(given, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), NFKD), U&'[\0300-\036F]', '', 'g'),
    'ŁłØøĐđÐðĦħıŊŋ', 'LlOoDdDdHhiNn')),
  U&'[\0021-\002F\003A-\0040\005B-\0060\007B-\007E\00A0-\00BF\2010-\2027\0009-\000D ]+', ' ', 'g'));

create function inventory.part_text(name text, sku text, id text) returns text
language sql immutable strict parallel safe
return inventory.search_text(name || ' ' || sku || ' ' || id) || ' ' || replace(inventory.search_text(sku), ' ', '');

create index parts_search on inventory.parts using gin (inventory.part_text(name, sku, id) gin_trgm_ops);
create index parts_by_name on inventory.parts (name, id);

-- Few levels of a warehouse are used up or have anything promised; these lists are read without the others.
create index stock_levels_by_warehouse on inventory.stock_levels (warehouse_id, part_id);
create index stock_levels_short on inventory.stock_levels (warehouse_id, part_id) where on_hand = reserved;
create index stock_levels_reserved on inventory.stock_levels (warehouse_id, part_id) where reserved > 0;
create index transfers_arriving on inventory.transfers (to_warehouse_id, part_id) include (quantity)
  where status in ('picked', 'in_transit');

-- A count of what really lies there. Its lines are what is counted; nobody who counts is told what is expected.
create table inventory.counts (
  id uuid primary key,
  warehouse_id text not null references inventory.warehouses (id),
  status text not null check (status in ('open', 'finished', 'approved', 'given_up')),
  whole boolean not null,
  started_by text not null,
  started_at timestamptz not null,
  finished_by text,
  finished_at timestamptz,
  decided_by text,
  decided_at timestamptz
);
create index counts_by_warehouse on inventory.counts (warehouse_id, id desc);
create index counts_under_way on inventory.counts (warehouse_id) where status in ('open', 'finished');

create table inventory.count_lines (
  count_id uuid not null references inventory.counts (id),
  part_id text not null references inventory.parts (id),
  counted integer check (counted between 0 and 100000),
  -- What stood in the books at the moment of counting.
  expected integer check (expected >= 0),
  counted_by text,
  counted_at timestamptz,
  primary key (count_id, part_id),
  check ((counted is null) = (expected is null) and (counted is null) = (counted_by is null)
    and (counted is null) = (counted_at is null))
);
create index count_lines_by_part on inventory.count_lines (part_id, count_id);

alter table inventory.stock_movements add column count_id uuid;
alter table inventory.stock_movements drop constraint stock_movements_reason_check;
alter table inventory.stock_movements add constraint stock_movements_reason_check
  check (reason in ('opened', 'picked', 'arrived', 'counted'));

-- Levels that did not add up when the nightly check looked: a task for a person, gone once they do.
create table inventory.stock_drifts (
  part_id text not null,
  warehouse_id text not null,
  found_at timestamptz not null,
  on_hand integer not null,
  moved integer not null,
  reserved integer not null,
  promised integer not null,
  version integer not null,
  told integer not null,
  primary key (part_id, warehouse_id),
  foreign key (part_id, warehouse_id) references inventory.stock_levels (part_id, warehouse_id)
);

grant select, insert, update on inventory.counts, inventory.count_lines to :role;
grant select, insert, delete on inventory.stock_drifts to :role;
