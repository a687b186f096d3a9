import { z } from "zod";
import type { ContextName } from "@/server/kernel/context-name";
import type { Call, ReadContext } from "./call";
import { readFeed } from "./events";
import { services } from "./policy";
import { router } from "./trpc";
import { reading, verb } from "./verb";

const feedEventSchema = z.object({
  offset: z.number().int(),
  id: z.string(),
  streamId: z.string(),
  version: z.number().int(),
  type: z.string(),
  data: z.unknown(),
  actor: z.string(),
  correlationId: z.string(),
  causationId: z.string().nullable(),
  traceParent: z.string().nullable(),
  recordedAt: z.string(),
});

const afterInput = z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) });
const afterOutput = z.object({ events: z.array(feedEventSchema) });

/** `<context>.events.after`: a context's committed events in feed order, for other contexts only. */
export function eventVerbs(context: ContextName) {
  return router({
    after: verb(context, services("inventory", "customer", "payment", "location"))
      .input(afterInput)
      .output(afterOutput)
      .query(reading(eventsAfter)),
  });
}

async function eventsAfter({
  ctx,
  input,
}: Call<ReadContext, z.infer<typeof afterInput>>): Promise<z.infer<typeof afterOutput>> {
  return { events: await readFeed(ctx.tx, ctx.context, input.offset, input.limit) };
}
