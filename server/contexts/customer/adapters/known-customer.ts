import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
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

const columns = { id: customers.id, dataKey: customers.dataKey };

/**
 * The customer of an email address. Someone who books as a guest has not proved that the address is theirs, so a
 * known customer's details stay as they are: what was typed this time stands with the order.
 */
export async function knownCustomer(tx: Tx, email: string): Promise<FoundCustomer | undefined> {
  const [known] = await tx
    .select(columns)
    .from(customers)
    .where(eq(customers.emailSearch, emailKey(email)));
  return known;
}

/** Adds the customer; whoever added the same address meanwhile was first. */
export async function addCustomer(
  ctx: WriteContext,
  contact: BookingForm["contact"],
): Promise<FoundCustomer> {
  const at = ctx.now();
  const [added] = await ctx.tx
    .insert(customers)
    .values({
      id: uuidV7(at.getTime()),
      name: contact.name,
      email: contact.email,
      emailSearch: emailKey(contact.email),
      phone: contact.phone ?? null,
      locale: supportedLocale(contact.locale),
      dataKey: newWrappedKey(),
      createdAt: at,
    })
    .onConflictDoNothing({ target: customers.emailSearch })
    .returning(columns);
  const customer = added ?? (await knownCustomer(ctx.tx, contact.email));
  if (customer === undefined) throw new Error("a customer is neither there nor could be added");
  return customer;
}
