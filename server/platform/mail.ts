import { desc, eq, isNotNull, lt, sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import { mails } from "@/db/schema/platform";
import { uuidV7 } from "@/server/kernel/ids";
import { purposeKey, seal, unseal } from "./crypto";
import { env } from "./env";
import { logger } from "./logger";
import { deliver } from "./smtp";

export interface Mail {
  to: string;
  locale: string;
  subject: string;
  text: string;
  html?: string | undefined;
  attachments?: { filename: string; contentType: string; content: string }[] | undefined;
}

const attemptsAtMost = 10;
const keptDays = 30;
const batch = 20;

/**
 * Takes a mail over: it is written down first, so that it survives a mail server that is away, then sent in the
 * background. Without SMTP it is kept and shown on a page. Call it outside of transactions, after the commit. With an
 * id of the caller's own it may be handed over again: it is sent once.
 */
export async function sendMail(
  mail: Mail,
  now = new Date(),
  id = uuidV7(now.getTime()),
): Promise<{ mailId: string }> {
  const platform = await database("platform");
  await platform.write((tx) =>
    tx
      .insert(mails)
      .values({
        id,
        locale: mail.locale,
        sealedContent: seal(mailKey(), JSON.stringify(mail)),
        createdAt: now,
        nextAttemptAt: now,
      })
      .onConflictDoNothing({ target: mails.id }),
  );
  if (env().smtp !== undefined) {
    void sweepUnsentMails().catch((error) => logger.warn({ err: error }, "mail stays for the next sweep"));
  }
  return { mailId: id };
}

/** Sends what is due and forgets what is old. The worker calls it every minute or so; answers with how many went. */
export async function sweepUnsentMails(now = new Date()): Promise<number> {
  await forgetOldMails(now);
  const { smtp } = env();
  if (smtp === undefined) return 0;
  let sent = 0;
  for (const { id, content } of await claimDue(now)) {
    try {
      await deliver(smtp, content);
      await settle(id, now);
      sent++;
    } catch (error) {
      logger.warn({ err: error, mailId: id }, "mail could not be handed over, will be tried again");
    }
  }
  return sent;
}

/** What was kept in place of being sent, newest first: for the page of a demo. */
export async function keptMails(atMost = 50): Promise<(Mail & { id: string; createdAt: Date })[]> {
  const platform = await database("platform");
  const kept = await platform.read((tx) =>
    tx
      .select()
      .from(mails)
      .where(isNotNull(mails.sealedContent))
      .orderBy(desc(mails.createdAt))
      .limit(atMost),
  );
  return kept.flatMap(({ id, createdAt, sealedContent }) =>
    sealedContent === null ? [] : [{ id, createdAt, ...open(sealedContent) }],
  );
}

function mailKey() {
  return purposeKey("mails");
}

function open(sealed: Uint8Array): Mail {
  return JSON.parse(unseal(mailKey(), sealed).toString("utf8")) as Mail; // written by sendMail
}

/** Claims by moving the next attempt ahead (1 min, 2, 4 … at most 1 h), so two workers never send one mail at once. */
async function claimDue(now: Date): Promise<{ id: string; content: Mail }[]> {
  const platform = await database("platform");
  const claimed = await platform.write((tx) =>
    rows<{ id: string; sealed_content: Uint8Array }>(
      tx,
      sql`
        update platform.mails set
          attempts = attempts + 1,
          next_attempt_at = ${now.toISOString()}::timestamptz
            + least(interval '1 minute' * power(2, attempts), interval '1 hour'),
          gave_up_at = case when attempts + 1 >= ${attemptsAtMost}::int then ${now.toISOString()}::timestamptz end
        where id in (
          select id from platform.mails
          where sent_at is null and gave_up_at is null and sealed_content is not null
            and next_attempt_at <= ${now.toISOString()}::timestamptz
          order by next_attempt_at limit ${batch} for update skip locked
        )
        returning id, sealed_content`,
    ),
  );
  return claimed.map((row) => ({ id: row.id, content: open(row.sealed_content) }));
}

async function settle(id: string, now: Date): Promise<void> {
  const platform = await database("platform");
  await platform.write((tx) =>
    tx.update(mails).set({ sentAt: now, sealedContent: null, gaveUpAt: null }).where(eq(mails.id, id)),
  );
}

async function forgetOldMails(now: Date): Promise<void> {
  const platform = await database("platform");
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  await platform.write((tx) => tx.delete(mails).where(lt(mails.createdAt, before)));
}
