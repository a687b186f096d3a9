import { type SQL, sql } from "drizzle-orm";
import { rows, type Tx } from "@/db/client";
import type { OrderQuestion } from "../domain/order-search";
import { centerWord } from "../domain/search-row";
import { alikeLettersAtLeast } from "../projections/order-search/write-rows";
import { inCenters } from "./queue-rows";

/** What an order was found by. */
export const matches = ["reference", "phone", "serial", "who", "doc"] as const;
export type Match = (typeof matches)[number];

/** The order in which findings stand: what can mean but one order, whom it is for, what is nearly that, the rest. */
const ranks = { reference: 1, number: 2, who: 3, nearly: 4, whoAlike: 5, doc: 6, docAlike: 7 } as const;

export interface FoundOrder {
  id: string;
  match: Match;
  rank: number;
}

export interface SearchScope {
  /** Null: the whole network. */
  centers: readonly string[] | null;
  limit: number;
}

/** Words that are in more orders than this are answered with the newest, which are near in that index. */
const commonFrom = 1_000;
/** pg_trgm's similarity, for what differs by more than a letter. */
const alikeEnough = 0.45;
const spellingsAtMost = 6;

/** The best findings, best first. Call in a transaction: it plans without table scans (ADR 039). */
export async function findOrders(
  tx: Tx,
  question: OrderQuestion,
  scope: SearchScope,
): Promise<{ found: FoundOrder[]; spellings: string[][] }> {
  await tx.execute(sql`select set_config('enable_seqscan', 'off', true)`);
  const typed = question.words.map((word) => [word]);
  const found = await run(tx, [...partsOf(question), ...wordParts(typed, scope, ranks)], scope);
  if (found.length >= scope.limit) return { found, spellings: typed };
  const spellings = await spellingsOf(tx, question.words);
  if (spellings.every((group) => group.length === 1)) return { found, spellings };
  const alike = { who: ranks.whoAlike, doc: ranks.docAlike };
  const nearly = await run(tx, wordParts(spellings, scope, alike), scope);
  const known = new Set(found.map(({ id }) => id));
  const all = [...found, ...nearly.filter(({ id }) => !known.has(id))];
  return { found: all.sort((a, b) => a.rank - b.rank).slice(0, scope.limit), spellings };
}

/** One finding of `run`: orders' ids with rank, match and age. */
type Part = (scope: SearchScope) => SQL;

async function run(tx: Tx, parts: readonly Part[], scope: SearchScope): Promise<FoundOrder[]> {
  if (parts.length === 0) return [];
  const all = sql.join(
    parts.map((part) => sql`(${part(scope)})`),
    sql` union all `,
  );
  return rows<FoundOrder>(
    tx,
    sql`
    select id, match, rank from (
      select distinct on (w.id) w.id, f.match, f.rank, w.closed_at, w.created_at
      from (${all}) f (id, match, rank) join customer.work_orders w on w.id = f.id
      order by w.id, f.rank
    ) best
    order by rank, closed_at is not null, created_at desc, id
    limit ${scope.limit}`,
  );
}

function partsOf(question: OrderQuestion): Part[] {
  const { reference, damagedReference, referencePart, phone, serial } = question;
  const parts: Part[] = [];
  if (reference !== undefined) {
    // Of the order itself: it is found the moment it is booked.
    parts.push(
      ({ centers }) => sql`
        select w.id, 'reference', ${ranks.reference}::int from customer.work_orders w
        where w.reference = ${reference} and ${inCenters(centers)}`,
    );
  }
  if (damagedReference !== undefined) {
    parts.push(
      rowsWhere(
        sql`customer.one_letter_less(w.reference) && customer.one_letter_less(${damagedReference})`,
        sql`'reference'`,
        sql`${ranks.nearly}::int`,
      ),
    );
  }
  if (referencePart !== undefined) {
    const within = sql`w.reference like ${`%${referencePart}%`}`;
    parts.push(rowsWhere(within, sql`'reference'`, sql`${ranks.nearly}::int`));
  }
  if (phone !== undefined) {
    const { digits, isWhole } = phone;
    const rank = isWhole ? ranks.number : ranks.nearly;
    parts.push(rowsWhere(sql`w.phones like ${`%${digits}%`}`, sql`'phone'`, sql`${rank}::int`));
  }
  if (serial !== undefined) {
    const { key, isSurely } = serial;
    const within = sql`w.serial like ${`%${key}%`}`;
    const alike = sql`(w.serial % ${key} and similarity(w.serial, ${key}) >= ${alikeEnough})`;
    parts.push(
      rowsWhere(
        isSurely ? sql`(${within} or ${alike})` : within,
        sql`'serial'`,
        sql`case when w.serial = ${key} then ${ranks.number}::int else ${ranks.nearly}::int end`,
      ),
    );
  }
  return parts;
}

/** Rows that fit by an index of their own. They are taken before they are sorted, or the sort's index would be walked. */
function rowsWhere(condition: SQL, match: SQL, rank: SQL): Part {
  return ({ centers, limit }) => sql`
    with fitting as materialized (
      select w.work_order_id, ${match} as match, ${rank} as rank, w.created_at from customer.order_search w
      where ${condition} and ${inCenters(centers)} limit ${commonFrom}
    )
    select work_order_id, match, rank from fitting order by rank, created_at desc limit ${limit}`;
}

function wordParts(
  groups: readonly string[][],
  { centers }: SearchScope,
  { who, doc }: { who: number; doc: number },
): Part[] {
  if (groups.length === 0) return [];
  const centerGroup = centers === null ? [] : [centers.map(centerWord)];
  const query = sql`(select customer.search_query(${JSON.stringify([...groups, ...centerGroup])}::text::jsonb))`;
  return [withWords("who", query, who), withWords("doc", query, doc)];
}

/**
 * Orders with all the words, newest first. Rare words are read from the words' index and sorted. Of common ones that
 * index would give tens of thousands, so the rows are looked through from the newest until there are enough: the
 * added nothing keeps the words' index out of that.
 */
function withWords(match: "who" | "doc", query: SQL, rank: number): Part {
  const column = sql.identifier(match);
  return ({ centers, limit }) => sql`
    with rare as materialized (
      select w.work_order_id, w.created_at from customer.order_search w
      where w.${column} @@ ${query} and ${inCenters(centers)} limit ${commonFrom + 1}
    )
    select work_order_id, ${match}::text, ${rank}::int from (
      select * from rare where (select count(*) from rare) <= ${commonFrom}
      union all
      select * from (
        select w.work_order_id, w.created_at from customer.order_search w
        where (w.${column} || ''::tsvector) @@ ${query} and ${inCenters(centers)}
        order by w.created_at desc limit ${limit}
      ) newest where (select count(*) from rare) > ${commonFrom}
    ) either
    order by created_at desc limit ${limit}`;
}

/** Each word with known ones that look like it. */
async function spellingsOf(tx: Tx, words: readonly string[]): Promise<string[][]> {
  const alike = await rows<{ nr: number; word: string }>(
    tx,
    sql`
    select q.nr::int, near.word
    from jsonb_array_elements_text(${JSON.stringify(words)}::text::jsonb) with ordinality q (word, nr),
      lateral (select w.word from customer.search_words w
        where ((w.word % q.word and similarity(w.word, q.word) >= ${alikeEnough})
            or customer.one_letter_less(w.word) && customer.one_letter_less(q.word)) and w.word <> q.word
        order by similarity(w.word, q.word) desc, w.word limit ${spellingsAtMost}) near
    where length(q.word) >= ${alikeLettersAtLeast}`,
  );
  return words.map((word, at) => [word, ...alike.filter(({ nr }) => nr === at + 1).map((row) => row.word)]);
}
