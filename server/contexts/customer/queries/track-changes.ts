import { type TrackedEnvelope, tracked } from "@trpc/server";
import { z } from "zod";
import { database } from "@/db/client";
import type { VerbContext } from "@/server/platform/call";
import { followFeed } from "@/server/platform/live-feed";
import { refusalOf } from "@/server/platform/trpc";
import { orderBehindLink, tokenSchema } from "../adapters/tracked-order";
import { workOrderStream } from "../contract/work-order-events";

export const trackChangesInput = z.object({
  token: tokenSchema,
  /** The offset that the order was read at. */
  after: z.number().int().min(0).optional(),
  /** Sent by the browser when it resumes: the last change it saw. */
  lastEventId: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});

export interface TrackedChange {
  at: string;
  /** What happened, such as `received` or `message_written`. */
  kind: string;
}

/** A link that is taken back ends its streams within this time. */
const linkCheckedMillis = 10_000;

interface Subscription {
  ctx: VerbContext;
  input: z.infer<typeof trackChangesInput>;
  signal: AbortSignal | undefined;
}

/**
 * What happens to the order behind a link, from the given point on and as it is committed. The link is tried before
 * the stream begins: a refusal inside it would look like a fault, and browsers would ask again and again.
 */
export async function trackChanges(
  call: Subscription,
): Promise<AsyncIterable<TrackedEnvelope<TrackedChange>>> {
  const stream = workOrderStream(await orderIdBehind(call));
  return changesOf(stream, call);
}

async function orderIdBehind({ ctx, input }: Subscription): Promise<string> {
  const db = await database("customer");
  const { order } = await db.read((tx) => orderBehindLink(tx, input.token, ctx.now()));
  return order.id;
}

async function* changesOf(
  stream: string,
  call: Subscription,
): AsyncGenerator<TrackedEnvelope<TrackedChange>> {
  const { input, signal } = call;
  let checkedAt = Date.now();
  const mayGoOn = async (): Promise<boolean> => {
    if (Date.now() - checkedAt < linkCheckedMillis) return true;
    checkedAt = Date.now();
    return orderIdBehind(call).then(
      () => true,
      (error: unknown) => !refusalOf(error).code.startsWith("link_"),
    );
  };
  const after = input.lastEventId === undefined ? input.after : Number(input.lastEventId);
  for await (const events of followFeed("customer", { after, aborted: signal, mayGoOn })) {
    for (const { offset, streamId, type, recordedAt } of events) {
      if (streamId !== stream) continue;
      yield tracked(String(offset), { at: recordedAt, kind: type.split(".")[1] ?? type });
    }
  }
}
