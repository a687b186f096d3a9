import { type SQL, sql } from "drizzle-orm";
import { normalizeSearch } from "@/server/kernel/search-text";

export const levelFilters = ["short", "reserved", "drifted"] as const;
export type LevelFilter = (typeof levelFilters)[number];

export interface LevelQuery {
  serviceCenterId: string;
  only: LevelFilter | undefined;
  q: string | undefined;
  /** The part after which the page begins. */
  after: string | undefined;
  limit: number;
}

export interface LevelRow {
  partId: string;
  name: string;
  sku: string;
  category: string;
  onHand: number;
  reserved: number;
  arriving: number;
  drifted: boolean;
}

const conditionOf = {
  short: sql`l.on_hand = l.reserved`,
  reserved: sql`l.reserved > 0`,
  drifted: sql`exists (select from inventory.stock_drifts d
    where d.part_id = l.part_id and d.warehouse_id = l.warehouse_id)`,
} satisfies Record<LevelFilter, SQL>;

/** Pieces that have left for the warehouse and are not there yet. */
const underWay = (warehouse: SQL) =>
  sql`t.to_warehouse_id = ${warehouse} and t.part_id = p.id and t.status in ('picked', 'in_transit')`;

/**
 * One page of a centre's levels by part name, in one statement; one row more than asked for tells whether there are
 * more. A part that has never been there shows once one is on its way.
 */
export function levelsSql({ serviceCenterId, only, q, after, limit }: LevelQuery): SQL {
  const here = sql`(select id from inventory.warehouses where service_center_id = ${serviceCenterId})`;
  const conditions = [
    only === undefined
      ? sql`(l.part_id is not null or exists (select from inventory.transfers t where ${underWay(here)}))`
      : conditionOf[only],
    ...searchConditions(q),
  ];
  if (after !== undefined) {
    conditions.push(
      sql`(p.name, p.id) > ((select name from inventory.parts where id = ${after}), ${after}::text)`,
    );
  }
  const join = only === undefined ? sql`left join` : sql`join`;
  return sql`
    select p.id as "partId", p.name, p.sku, p.category, coalesce(l.on_hand, 0) as "onHand",
      coalesce(l.reserved, 0) as reserved,
      (select coalesce(sum(t.quantity), 0)::int from inventory.transfers t where ${underWay(here)}) as arriving,
      exists (select from inventory.stock_drifts d where d.part_id = p.id and d.warehouse_id = ${here}) as drifted
    from inventory.parts p
    ${join} inventory.stock_levels l on l.part_id = p.id and l.warehouse_id = ${here}
    where ${sql.join(conditions, sql` and `)}
    order by p.name, p.id
    limit ${limit + 1}`;
}

/** Every word as typed must stand in the part's name, article code or id. */
function searchConditions(q: string | undefined): SQL[] {
  if (q === undefined || q.trim() === "") return [];
  const words = normalizeSearch(q)
    .split(" ")
    .filter((word) => word !== "");
  if (words.length === 0) return [sql`false`];
  return words.map((word) => sql`inventory.part_text(p.name, p.sku, p.id) like ${`%${word}%`}`);
}
