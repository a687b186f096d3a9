import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { keptMails } from "@/server/platform/mail";
import { bookedRepair, zoe } from "@/test-support/bookings";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { seedNetwork } from "@/test-support/network";

freshDatabases();
beforeAll(seedNetwork);

const worker = callBy({ kind: "system" }).contexts.customer.mails;

/** What waits is old enough to go. */
async function rest(): Promise<void> {
  const customer = await database("customer");
  await customer.write((tx) =>
    tx.execute(sql`update customer.mails set created_at = created_at - interval '1 minute'`),
  );
}

async function mailsTo(email: string) {
  return (await keptMails()).filter((mail) => mail.to === email);
}

test("a booking is confirmed by mail in the customer's language, with link and calendar file", async () => {
  const contact = { ...zoe, email: "de@example.test", locale: "de" };
  const booked = await bookedRepair({ contact });
  expect(await worker.sendDue.mutate()).toEqual({ sent: 0 });
  await rest();
  expect(await worker.sendDue.mutate()).toEqual({ sent: 1 });
  const [mail] = await mailsTo(contact.email);
  expect(mail?.subject).toContain(`Reparatur ${booked.reference} ist gebucht:`);
  expect(mail?.text).toContain(`Guten Tag ${zoe.name},`);
  expect(mail?.text).toContain("MacBook Air M2, Bildschirm gesprungen oder schwarz");
  expect(mail?.text).toContain(booked.trackingUrl);
  expect(mail?.text).toMatch(/Preis inkl\. MwSt\.: 235,95\s€ bis 284,35\s€/);
  const [calendar] = mail?.attachments ?? [];
  expect(calendar?.filename).toBe(`${booked.reference}.ics`);
  expect(calendar?.content).toContain(`DTSTART:${booked.slot.start.replace(/[-:]|\.\d+/g, "")}`);
});

test("mails go once, and every template can be written in every language", async () => {
  const contact = { ...zoe, email: "all@example.test" };
  await bookedRepair({ contact });
  const customer = await database("customer");
  for (const locale of ["en", "de", "fr"]) {
    for (const template of ["booking_confirmed", "booking_cancelled", "rescheduled", "message", "status"]) {
      await customer.write((tx) =>
        tx.execute(sql`
          insert into customer.mails (id, customer_id, work_order_id, template, locale, content, created_at)
          select gen_random_uuid(), customer_id, work_order_id, ${template}, ${locale}, content, created_at
            from customer.mails order by created_at desc limit 1`),
      );
    }
  }
  await rest();
  expect(await worker.sendDue.mutate()).toEqual({ sent: 16 });
  expect(await worker.sendDue.mutate()).toEqual({ sent: 0 });
  const sent = await mailsTo(contact.email);
  expect(sent).toHaveLength(16);
  for (const { subject, text } of sent) {
    expect(`${subject}\n${text}`).not.toMatch(/repair\.\w+\.|mail\.repair|undefined|[{}]/);
  }
});

test("cancelling tells the customer, and takes back what was not sent yet", async () => {
  const contact = { ...zoe, email: "cancel@example.test" };
  const booked = await bookedRepair({ contact });
  await callBy().contexts.customer.tracking.cancel.mutate({ token: booked.trackingToken });
  await rest();
  await worker.sendDue.mutate();
  const sent = await mailsTo(contact.email);
  expect(sent.map((mail) => mail.subject)).toEqual([`Repair ${booked.reference} is cancelled`]);
  expect(sent[0]?.attachments?.[0]?.content).toContain("STATUS:CANCELLED");
});

test("a mail that can't be written is set aside and holds up no other", async () => {
  const broken = await bookedRepair({ contact: { ...zoe, email: "broken@example.test" } });
  const customer = await database("customer");
  await customer.write((tx) =>
    tx.execute(sql`update customer.mails set content = '\\x00' where sent_at is null`),
  );
  await bookedRepair({ contact: { ...zoe, email: "fine@example.test" } });
  await rest();
  expect(await worker.sendDue.mutate()).toEqual({ sent: 1 });
  const aside = await customer.read((tx) =>
    rows(
      tx,
      sql`select m.failure from customer.mails m join customer.work_orders w on w.id = m.work_order_id
      where w.reference = ${broken.reference}`,
    ),
  );
  expect(aside).toEqual([{ failure: "not_rendered" }]);
});
