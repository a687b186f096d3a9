import { eq } from "drizzle-orm";
import { customers } from "@/db/schema/customer";
import { emailKey } from "@/server/kernel/email";
import { uuidV7 } from "@/server/kernel/ids";
import type { WriteContext } from "@/server/platform/call";
import { newWrappedKey } from "@/server/platform/crypto";
import { supportedLocale } from "@/server/platform/translate";
import type { BookingForm } from "../domain/booking-form";

export interface FoundCustomer {
  id: string;
  dataKey: Uint8Array;
}

/**
 * The customer of an email address, added when new. Someone who books as a guest has not proved that the address is
 * theirs, so a known customer's details stay as they are: what was typed this time stands with the order.
 */
export async function findOrAddCustomer(
  ctx: WriteContext,
  contact: BookingForm["contact"],
): Promise<FoundCustomer> {
  const emailSearch = emailKey(contact.email);
  const columns = { id: customers.id, dataKey: customers.dataKey };
  const known = () => ctx.tx.select(columns).from(customers).where(eq(customers.emailSearch, emailSearch));
  const [before] = await known();
  if (before !== undefined) return before;
  const at = ctx.now();
  const [added] = await ctx.tx
    .insert(customers)
    .values({
      id: uuidV7(at.getTime()),
      name: contact.name,
      email: contact.email,
      emailSearch,
      phone: contact.phone ?? null,
      locale: supportedLocale(contact.locale),
      dataKey: newWrappedKey(),
      createdAt: at,
    })
    .onConflictDoNothing({ target: customers.emailSearch })
    .returning(columns);
  if (added !== undefined) return added;
  const [meanwhile] = await known();
  if (meanwhile === undefined) throw new Error("a customer is neither there nor could be added");
  return meanwhile;
}
