import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { z } from "zod";
import { database, type Tx } from "@/db/client";
import { mails } from "@/db/schema/customer";
import type { Call, VerbContext } from "@/server/platform/call";
import { isDatabaseAway } from "@/server/platform/database-errors";
import { logger } from "@/server/platform/logger";
import { type Mail, sendMail } from "@/server/platform/mail";
import type { MailContent, MailTemplate } from "../adapters/customer-mails";
import { openText } from "../adapters/customer-vault";
import { renderMail } from "../adapters/render-mail";
import { readOrder } from "../adapters/tracked-order";

export const sendDueMailsOutput = z.object({ sent: z.number().int() });

const batch = 20;
/** A mail rests this long, so that what is taken back at once, such as a booking that failed, is never sent. */
const restMillis = 5_000;

/** Renders the mails that are due, hands them over and remembers it. Twice at once is harmless: a mail has one id. */
export async function sendDueMails({
  ctx,
}: Call<VerbContext, void>): Promise<z.infer<typeof sendDueMailsOutput>> {
  const db = await database("customer");
  const due = await db.read((tx) => dueMails(tx, ctx.now()));
  let sent = 0;
  for (const row of due) {
    const mail = await db
      .read((tx) => rendered(tx, row, ctx.now()))
      .catch((error: unknown) => {
        if (isDatabaseAway(error)) throw error;
        logger.error({ mailId: row.id, template: row.template, err: error }, "a mail could not be written");
      });
    if (mail !== undefined) await sendMail(mail, row.createdAt, row.id);
    const outcome = mail === undefined ? { failure: "not_rendered" } : { sentAt: ctx.now() };
    await db.write((tx) => tx.update(mails).set(outcome).where(eq(mails.id, row.id)));
    sent += mail === undefined ? 0 : 1;
  }
  return { sent };
}

type MailRow = typeof mails.$inferSelect;

function dueMails(tx: Tx, now: Date): Promise<MailRow[]> {
  const rested = new Date(now.getTime() - restMillis);
  return tx
    .select()
    .from(mails)
    .where(and(isNull(mails.sentAt), isNull(mails.failure), lte(mails.createdAt, rested)))
    .orderBy(asc(mails.createdAt))
    .limit(batch);
}

async function rendered(tx: Tx, row: MailRow, now: Date): Promise<Mail> {
  const tracked = row.workOrderId === null ? undefined : await readOrder(tx, { id: row.workOrderId });
  if (tracked === undefined) throw new Error("the mail's order is not there");
  // Both were written by queueMail().
  const content = JSON.parse(openText(tracked.customer.dataKey, row.content)) as MailContent;
  return renderMail({ template: row.template as MailTemplate, locale: row.locale, content, tracked, now });
}
