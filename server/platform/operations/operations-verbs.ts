import { z } from "zod";
import { database, databases } from "@/db/client";
import { replicaLag } from "@/db/replica";
import type { ContextName } from "@/server/kernel/context-name";
import { contextNames } from "@/server/kernel/context-name";
import type { Call, ReadContext, VerbContext } from "../call";
import { isDatabaseAway } from "../database-errors";
import { env } from "../env";
import { adminOnly, type Policy, services } from "../policy";
import { router } from "../trpc";
import { reading, running, verb } from "../verb";
import { type LogRow, readBehind, readLogState } from "./log-state";
import { processFacts, processFactsOutput } from "./process-facts";

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
    /** Left out where none is set. A lag of null: nobody knows it, so the primary answers. */
    replica: z
      .object({
        lagMillis: z.number().nullable(),
        reads: z.number().int(),
        fallbacks: z.number().int(),
      })
      .optional(),
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
  /** Of a context that runs apart: how its process does. Null where the portal's process has it, which says that itself. */
  service: processFactsOutput.nullable(),
});
export type OperationsState = z.infer<typeof operationsStateOutput>;

const adminOrSystem: Policy = (actor) => (actor.kind === "system" ? undefined : adminOnly(actor));

const behindInput = z.object({ offset: z.number().int().min(0) });
const behindOutput = z.object({ events: z.number().int(), oldestAt: z.string().nullable() });

/**
 * `<context>.operations`: `state` is how a context's machinery is doing, for admins and the metrics; `behind` tells
 * another context how far an offset lies behind the feed.
 */
export function operationsVerbs(context: ContextName) {
  return router({
    state: verb(context, adminOrSystem).output(operationsStateOutput).query(running(operationsState)),
    behind: verb(context, services(...contextNames))
      .input(behindInput)
      .output(behindOutput)
      .query(reading(feedBehind)),
  });
}

async function feedBehind({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof behindInput>>): Promise<z.infer<typeof behindOutput>> {
  return readBehind(ctx.tx, ctx.context, input.offset);
}

async function operationsState(call: Call<VerbContext, void>): Promise<OperationsState> {
  const [own, service] = await Promise.all([machineryState(call), env().service ? processFacts() : null]);
  return { ...own, service };
}

async function machineryState({ ctx }: Call<VerbContext, void>): Promise<Omit<OperationsState, "service">> {
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
      database: { kind, reachable: true, latencyMillis, replica: await replicaLag(ctx.context) },
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
    const { events, oldestAt } = await ctx.contexts[source].operations.behind.query({ offset });
    const lagSeconds =
      oldestAt === null ? 0 : Math.max(0, (ctx.now().getTime() - Date.parse(oldestAt)) / 1000);
    return { ...unknown, lagEvents: events, lagSeconds };
  } catch {
    return unknown;
  }
}
