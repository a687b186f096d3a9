-- Who booked an order, as they typed it, sealed with the customer's key: a guest's details are no proof, so they never
-- change those of the customer with that address.
alter table customer.work_orders add column contact bytea;
