-- What an order is found by, one row an order (ADR 039). It goes with its order and with its customer: whoever erases
-- either erases this too. Made from events by projections/order-search.
create table customer.order_search (
  work_order_id uuid primary key references customer.work_orders (id) on delete cascade,
  customer_id uuid not null references customer.customers (id) on delete cascade,
  service_center_id text not null,
  created_at timestamptz not null,
  -- The reference's six letters; digits of phones, each after a space; a serial's letters and digits.
  reference text not null,
  phones text not null,
  serial text not null,
  -- Whom it is for; and that with the device, the fault and what was said of it. Words in no order, and their stems.
  who tsvector not null,
  doc tsvector not null
);

-- Some letters and each way to leave one of them out: two that share one differ by a letter at most, which is wrong,
-- missing, too many, or swapped with its neighbour.
create function customer.one_letter_less(letters text) returns text[]
language sql immutable strict parallel safe
return array(
  select letters union select overlay(letters placing '' from n for 1) from generate_series(1, length(letters)) n);

-- Words that orders are found by, so that a misspelt one finds its neighbours. A word goes with its last order.
create table customer.search_words (word text primary key);
create index search_words_alike on customer.search_words using gin (word gin_trgm_ops);
create index search_words_by_letter on customer.search_words using gin (customer.one_letter_less(word));

-- Words with their stems in the four languages that people write to us in. `@…` names a centre and has none.
create function customer.search_lexemes(words text[]) returns text[]
language sql immutable strict parallel safe
return array(
  select distinct lexeme from unnest(words) word, lateral (
    select word as lexeme
    union all
    select unnest(ts_lexize('english_stem', word) || ts_lexize('german_stem', word)
      || ts_lexize('french_stem', word) || ts_lexize('dutch_stem', word)) where left(word, 1) <> '@'
  ) stems where lexeme <> '');

-- [["scren", "screen"], ["@be-gent"]]: one of each group must be there. A word of two letters
-- or more may go on, a centre's name may not.
create function customer.search_query(groups jsonb) returns tsquery
language sql immutable strict parallel safe
return (
  select string_agg('(' || either || ')', ' & ')::tsquery from (
    select string_agg('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''''
        || case when lexeme = word and length(word) > 1 and left(word, 1) <> '@' then ':*' else '' end, ' | ') as either
    from jsonb_array_elements(groups) with ordinality g (words, nr), jsonb_array_elements_text(g.words) word,
      unnest(customer.search_lexemes(array[word])) lexeme
    group by nr) all_groups);

create index order_search_reference on customer.order_search using gin (customer.one_letter_less(reference));
create index order_search_parts on customer.order_search
  using gin (reference gin_trgm_ops, phones gin_trgm_ops, serial gin_trgm_ops);
create index order_search_who on customer.order_search using gin (who) with (fastupdate = off);
create index order_search_doc on customer.order_search using gin (doc) with (fastupdate = off);
create index order_search_newest on customer.order_search (created_at desc);
create index order_search_by_customer on customer.order_search (customer_id);

-- At the end of the transaction: what was deleted only to be written anew keeps its words. Who forgets words and who
-- brings some take turns, else neither of two would see that the other's order is gone, or there.
create function customer.take_turn_with_search_words() returns void
language sql as $$ select pg_advisory_xact_lock(hashtextextended('customer.search_words', 0)) $$;
create function customer.forget_search_words() returns trigger
language plpgsql as $$
begin
  perform customer.take_turn_with_search_words();
  delete from customer.search_words w
   where w.word = any (tsvector_to_array(old.doc))
     and not exists (select 1 from customer.order_search o
                      where o.doc @@ ('''' || replace(replace(w.word, '\', '\\'), '''', '''''') || '''')::tsquery);
  return null;
end;
$$;
create constraint trigger forget_search_words_deleted after delete on customer.order_search
  deferrable initially deferred for each row execute function customer.forget_search_words();
create constraint trigger forget_search_words_changed after update on customer.order_search
  deferrable initially deferred for each row when (old.doc is distinct from new.doc) execute function customer.forget_search_words();

grant select, insert, update, delete on customer.order_search, customer.search_words to :role;

-- The desk's one search is this one; the queue is filtered by what its menus say.
drop index customer.customers_search;
