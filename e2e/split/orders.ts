import { berlin } from "../support/booking";
import type { Booked, Rest } from "../support/rest";
import { desk } from "../support/staff";
import type { Split } from "./test";

export const wish = { ...berlin, centre: desk.centre };

export async function bookByRest(rest: Rest, name: string): Promise<Booked> {
  const [start = ""] = await rest.freeStarts(wish);
  return rest.book(wish, (await rest.hold(wish, start)) ?? "", { name });
}

export async function orderOf(split: Split, reference: string): Promise<{ id: string; part: string }> {
  const [order] = await split.of("customer")<{ id: string; part: string }[]>`
    select id, part from customer.work_orders where reference = ${reference}`;
  if (order === undefined) throw new Error(`there is no order ${reference}`);
  return order;
}
