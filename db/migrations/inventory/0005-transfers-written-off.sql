-- What was lost on its way or came broken ends as written off, with the reason.
alter table inventory.transfers add column written_off_as text check (written_off_as in ('lost', 'damaged'));
alter table inventory.transfers drop constraint transfers_status_check;
alter table inventory.transfers add constraint transfers_status_check
  check (status in ('requested', 'picked', 'in_transit', 'received', 'cancelled', 'written_off'));
alter table inventory.transfers add constraint transfers_written_off_with_reason
  check ((status = 'written_off') = (written_off_as is not null));

drop index inventory.transfers_open;
-- A centre's transfers at either end, the newest first: ids begin with their time.
create index transfers_leaving on inventory.transfers (from_warehouse_id, id desc);
create index transfers_reaching on inventory.transfers (to_warehouse_id, id desc);

alter table inventory.stock_movements drop constraint stock_movements_reason_check;
alter table inventory.stock_movements add constraint stock_movements_reason_check
  check (reason in ('opened', 'picked', 'arrived', 'counted', 'written_off'));
