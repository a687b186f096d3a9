-- What a person is found by: plain letters in lower case, without accents or punctuation, as kernel/search-text.ts
-- writes a query. Marks are taken off before lower(), so that it works under any collation.
create function customer.search_text(given text) returns text
language sql immutable strict parallel safe
return btrim(regexp_replace(
  lower(translate(
    regexp_replace(normalize(replace(replace(replace(given, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), NFKD), U&'[\0300-\036F]', '', 'g'),
    'ŁłØøĐđÐðĦħıŊŋ', 'LlOoDdDdHhiNn')),
  U&'[\0021-\002F\003A-\0040\005B-\0060\007B-\007E\00A0-\00BF\2010-\2027\0009-\000D ]+', ' ', 'g'));

create index customers_search on customer.customers
  using gin (customer.search_text(name || ' ' || email) gin_trgm_ops);

-- When an order breaks its word next: a booking when its slot begins, the others when their promise ends. What lies
-- ready can't any more.
create function customer.next_breach(status text, slot_start timestamptz, promised_by timestamptz)
returns timestamptz
language sql immutable parallel safe
return case
  when status = 'booked' then slot_start
  when status in ('ready', 'handed_over') then timestamptz 'infinity'
  else promised_by
end;

create index work_orders_by_breach on customer.work_orders
  (service_center_id, customer.next_breach(status, slot_start, promised_by), id) where closed_at is null;
create index work_orders_by_breach_everywhere on customer.work_orders
  (customer.next_breach(status, slot_start, promised_by), id) where closed_at is null;
drop index customer.work_orders_queue;

create index messages_unread on customer.messages (work_order_id)
  where direction = 'from_customer' and read_at is null;
