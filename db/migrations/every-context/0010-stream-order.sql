-- A transaction gets its id at its first write, which may be long before it appends to a stream that another has
-- appended to meanwhile. So an event takes its own transaction's id or the one before it in its stream, whichever is
-- higher: it is readable no earlier than both, and a stream stands in the feed in its order.
alter table :context.streams add column transaction_id xid8 not null default '0';
