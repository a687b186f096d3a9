import { sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import { ledgerLines, postings } from "@/db/schema/payment";
import { uuidV7 } from "@/server/kernel/ids";
import type { WriteContext } from "@/server/platform/call";
import type { Account, Posting } from "../domain/ledger";

/** Writes postings. The database refuses, at commit, what is not zero in sum. */
export async function post(
  ctx: Pick<WriteContext, "tx" | "now">,
  written: readonly Posting[],
): Promise<void> {
  const postedAt = ctx.now();
  for (const { lines, ...posting } of written) {
    const postingId = uuidV7(postedAt.getTime());
    await ctx.tx.insert(postings).values({ id: postingId, ...posting, postedAt });
    await ctx.tx.insert(ledgerLines).values(
      lines.map(({ account, amountMinor, currency }, line) => ({
        postingId,
        line,
        accountKind: account.kind,
        accountOwner: account.owner,
        currency,
        amountMinor,
      })),
    );
  }
}

/** What an account holds in minor units: its last snapshot and the lines written since. */
export async function balanceOf(tx: Tx, account: Account, currency: string): Promise<number> {
  const [found] = await rows<{ amount: string }>(
    tx,
    sql`
    with snapshot as (
      select before_transaction, amount_minor from payment.balance_snapshots
       where account_kind = ${account.kind} and account_owner = ${account.owner} and currency = ${currency}
       order by before_transaction desc limit 1
    )
    select (coalesce((select amount_minor from snapshot), 0) + coalesce(sum(amount_minor), 0))::text as amount
      from payment.ledger_lines
     where account_kind = ${account.kind} and account_owner = ${account.owner} and currency = ${currency}
       and written_in >= coalesce((select before_transaction from snapshot), '0'::xid8)`,
  );
  return Number(found?.amount ?? 0);
}

/** How many lines since its snapshot make an account worth a new one. */
const linesWorthASnapshot = 500;

/**
 * Sums up accounts that have many lines since their last snapshot. Only lines of transactions below every running
 * one count in, so that none which commits later is lost. Answers with how many accounts it summed up.
 */
export async function takeSnapshots(tx: Tx, at: Date, worth = linesWorthASnapshot): Promise<number> {
  const taken = await rows<{ account_kind: string }>(
    tx,
    sql`
    with last as (
      select distinct on (account_kind, account_owner, currency) *
        from payment.balance_snapshots
       order by account_kind, account_owner, currency, before_transaction desc
    ), horizon as (select pg_snapshot_xmin(pg_current_snapshot()) as id)
    insert into payment.balance_snapshots
      (account_kind, account_owner, currency, before_transaction, amount_minor, taken_at)
    select l.account_kind, l.account_owner, l.currency, horizon.id,
           coalesce(max(last.amount_minor), 0) + sum(l.amount_minor), ${at.toISOString()}::timestamptz
      from payment.ledger_lines l
      cross join horizon
      left join last using (account_kind, account_owner, currency)
     where l.written_in < horizon.id and l.written_in >= coalesce(last.before_transaction, '0'::xid8)
     group by l.account_kind, l.account_owner, l.currency, horizon.id
    having count(*) >= ${worth}
    on conflict do nothing
    returning account_kind`,
  );
  return taken.length;
}
