import type { SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";
import type { Consumer, ConsumerContext } from "../consumer";
import type { FeedEvent } from "../events";
import { liveTable } from "./compare";

/** A read model that follows a feed: one table, made of the events and of nothing else. */
export interface FeedProjection {
  kind: "feed";
  /** Also the name of its consumer. */
  name: string;
  context: ContextName;
  source: ContextName;
  types: readonly string[];
  table: string;
  /** What an event changes, in the given table: the live one, or the one that is being built beside it. */
  apply: (tx: Tx, event: FeedEvent, table: SQL) => Promise<void>;
  /** What else follows from a change of the live table, in its transaction; building anew tells nobody. */
  tell?: (ctx: ConsumerContext, event: FeedEvent) => Promise<void>;
}

/** The consumer that keeps the live table. */
export function consumerOf(projection: FeedProjection): Consumer {
  const { name, context, source, types, table } = projection;
  const live = liveTable(context, table);
  return {
    name,
    context,
    source,
    types,
    async handle(tx, event, ctx) {
      await projection.apply(tx, event, live);
      await projection.tell?.(ctx, event);
    },
  };
}
