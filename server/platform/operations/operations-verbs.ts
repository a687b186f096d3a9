import { z } from "zod";
import { database, databases } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";
import { contextNames } from "@/server/kernel/context-name";
import type { Call, VerbContext } from "../call";
import { isDatabaseAway } from "../database-errors";
import { adminOnly, type Policy } from "../policy";
import { router } from "../trpc";
import { running, verb } from "../verb";
import { type LogRow, readLogState } from "./log-state";

const consumerState = z.object({
  name: z.string(),
  source: z.enum(contextNames).nullable(),
  offset: z.number().int(),
  /** Null: its source did not answer, or isn't known yet. */
  lagEvents: z.number().int().nullable(),
  lagSeconds: z.number().nullable(),
});

export const operationsStateOutput = z.object({
  context: z.enum(contextNames),
  at: z.string(),
  database: z.object({
    kind: z.enum(["embedded", "postgres"]).nullable(),
    reachable: z.boolean(),
    latencyMillis: z.number().nullable(),
  }),
  /** Null while the database is away. */
  log: z
    .object({
      feedEnd: z.number().int(),
      /** Committed, and not yet in the feed: the relay is behind, or a transaction holds it back. */
      unnumbered: z.number().int(),
      unnumberedSeconds: z.number(),
      deadLetters: z.number().int(),
      /** Those that run, and those that ended in the last day. */
      sagas: z.object({
        running: z.number().int(),
        waiting: z.number().int(),
        compensating: z.number().int(),
        done: z.number().int(),
        failed: z.number().int(),
      }),
      partitionsAhead: z.number().int(),
      defaultPartitionRows: z.number().int(),
      idempotencyKeys: z.number().int(),
      prepared: z.array(z.object({ id: z.string(), ageSeconds: z.number() })),
    })
    .nullable(),
  consumers: z.array(consumerState),
});
export type OperationsState = z.infer<typeof operationsStateOutput>;

const adminOrSystem: Policy = (actor) => (actor.kind === "system" ? undefined : adminOnly(actor));

/** `<context>.operations.state`: how a context's machinery is doing, for admins and the metrics. */
export function operationsVerbs(context: ContextName) {
  return router({
    state: verb(context, adminOrSystem).output(operationsStateOutput).query(running(operationsState)),
  });
}

async function operationsState({ ctx }: Call<VerbContext, void>): Promise<OperationsState> {
  const base = { context: ctx.context, at: ctx.now().toISOString() };
  const started = performance.now();
  const kind = await databases().then(
    ({ kind }) => kind,
    () => null,
  );
  try {
    const db = await database(ctx.context);
    const { consumers, sagas, ...log } = await db.read((tx) => readLogState(tx, ctx.context));
    const latencyMillis = Math.round((performance.now() - started) * 10) / 10;
    return {
      ...base,
      database: { kind, reachable: true, latencyMillis },
      log: { ...log, sagas: { running: 0, waiting: 0, compensating: 0, done: 0, failed: 0, ...sagas } },
      consumers: await Promise.all(consumers.map((consumer) => lagOf(ctx, consumer))),
    };
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    return { ...base, database: { kind, reachable: false, latencyMillis: null }, log: null, consumers: [] };
  }
}

/** How far a consumer is behind its source: in events, and in the age of the oldest that it has not seen. */
async function lagOf(
  ctx: VerbContext,
  { name, offset, ...row }: LogRow["consumers"][number],
): Promise<z.infer<typeof consumerState>> {
  const source = contextNames.find((known) => known === row.source) ?? null;
  const unknown = { name, source, offset, lagEvents: null, lagSeconds: null };
  if (source === null) return unknown;
  try {
    const { events, end } = await ctx.contexts[source].events.after.query({ offset, limit: 1 });
    const oldest = events[0]?.recordedAt;
    const lagSeconds =
      oldest === undefined ? 0 : Math.max(0, (ctx.now().getTime() - Date.parse(oldest)) / 1000);
    return { ...unknown, lagEvents: Math.max(0, end - offset), lagSeconds };
  } catch {
    return unknown;
  }
}
