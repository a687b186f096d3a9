import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { database } from "@/db/client";
import { actorName } from "@/server/kernel/actor";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError } from "@/server/kernel/errors";
import type { Call, ReadContext, VerbContext, WriteContext } from "./call";
import { askForRetry, type DeadLetter, deadLetters, dropLetter, streamOfLetter } from "./dead-letters";
import { staffWith } from "./policy";
import { router } from "./trpc";
import { inTransaction, reading, running, verb, writing } from "./verb";

const letterSchema = z.object({
  consumer: z.string(),
  eventId: z.string(),
  streamId: z.string(),
  offset: z.number().int(),
  type: z.string(),
  data: z.unknown(),
  correlationId: z.string(),
  recordedAt: z.string(),
  error: z.string(),
  attempts: z.number().int(),
  /** Did not fail itself: it keeps its place behind an earlier event of its stream. */
  waiting: z.boolean(),
  failedAt: z.string(),
  retryAsked: z.boolean(),
  dropped: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
});

const listInput = z.object({ which: z.enum(["open", "dropped"]).default("open") }).optional();
const listOutput = z.object({ deadLetters: z.array(letterSchema) });
const letterInput = z.object({ consumer: z.string().min(1).max(200), eventId: z.uuid() });
const retryOutput = z.object({ outcome: z.enum(["handled", "failed_again", "queued"]) });
const dropInput = letterInput.extend({ reason: z.string().trim().min(3).max(1_000) });

/** `<context>.deadLetters`: what this context's consumers could not handle, to read, to retry, or to drop. */
export function deadLetterVerbs(context: ContextName) {
  const admins = staffWith("admin");
  return router({
    list: verb(context, admins).input(listInput).output(listOutput).query(reading(listDeadLetters)),
    retry: verb(context, admins).input(letterInput).output(retryOutput).mutation(running(retryDeadLetter)),
    drop: verb(context, admins).input(dropInput).output(z.object({})).mutation(writing(dropDeadLetter)),
  });
}

async function listDeadLetters({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof listInput>>): Promise<z.infer<typeof listOutput>> {
  const found = await deadLetters(ctx.tx, ctx.context, input?.which ?? "open");
  return { deadLetters: found.map(asAnswer) };
}

function asAnswer({ event, dropped, failedAt, ...letter }: DeadLetter): z.infer<typeof letterSchema> {
  const { id: eventId, streamId, offset, type, data, correlationId, recordedAt } = event;
  return {
    ...letter,
    ...{ eventId, streamId, offset, type, data, correlationId, recordedAt },
    failedAt: failedAt.toISOString(),
    dropped: dropped === null ? null : { ...dropped, at: dropped.at.toISOString() },
  };
}

const patienceMillis = 3_000;
const lookMillis = 100;

/** Asks the worker to take the letter's whole stream again, in order, and waits a moment for what comes of it. */
async function retryDeadLetter({
  ctx,
  input,
}: Call<VerbContext, z.infer<typeof letterInput>>): Promise<z.infer<typeof retryOutput>> {
  const owner = { name: input.consumer, context: ctx.context };
  const streamId = await inTransaction(ctx, async ({ tx, now }) => {
    const stream = await streamOfLetter(tx, owner, input.eventId);
    if (stream === undefined) throw new DomainError("not_found");
    await askForRetry(tx, owner, stream, now());
    return stream;
  });
  const giveUpAt = performance.now() + patienceMillis;
  const db = await database(ctx.context);
  while (performance.now() < giveUpAt) {
    const left = (await db.read((tx) => deadLetters(tx, ctx.context, "open"))).filter(
      (letter) => letter.consumer === input.consumer && letter.event.streamId === streamId,
    );
    if (left.length === 0) return { outcome: "handled" };
    if (left.every(({ retryAsked }) => !retryAsked)) return { outcome: "failed_again" };
    await wait(lookMillis);
  }
  return { outcome: "queued" };
}

/** Needs a reason. The letter stays readable, with who dropped it and why; what waited behind it is taken again. */
async function dropDeadLetter({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof dropInput>>): Promise<Record<string, never>> {
  const owner = { name: input.consumer, context: ctx.context };
  const at = ctx.now();
  const stream = await streamOfLetter(ctx.tx, owner, input.eventId);
  if (stream === undefined) throw new DomainError("not_found");
  await dropLetter(ctx.tx, owner, input.eventId, { at, by: actorName(ctx.actor), reason: input.reason });
  await askForRetry(ctx.tx, owner, stream, at);
  return {};
}
