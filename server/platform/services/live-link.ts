import type { IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { TRPCClientError } from "@trpc/client";
import { type TrackedEnvelope, tracked } from "@trpc/server";
import type { ContextName } from "@/server/kernel/context-name";
import { DomainError } from "@/server/kernel/errors";
import type { Caller } from "@/server/platform/call";
import { refusalOf } from "@/server/platform/trpc";
import { readServerSentEvents } from "./server-sent-events";
import { serviceHeaders } from "./tokens";
import { requestService } from "./transport";

interface LiveCall {
  path: string;
  input: unknown;
  signal: AbortSignal | undefined;
}

const openingMillis = 15_000;
const reopenMillis = 500;
/** So long a service may be away before whoever listens is told. */
const awayMillis = 30_000;
const askedAgainMillis = 1_000;
/** The service says something every 15 s; after this long without a word the connection is dead. */
const silenceMillis = 40_000;

/**
 * A live query of another service, as if it ran here: the same changes under the same ids. A service that restarts
 * is asked again from the last change on, and the browser notices nothing. When a session ends or its roles change
 * the service is asked anew, so it decides itself what may still be seen.
 */
export async function* followService(
  context: ContextName,
  caller: Caller,
  call: LiveCall,
): AsyncGenerator<TrackedEnvelope<unknown>> {
  let lastEventId: string | undefined;
  let awaySince: number | undefined;
  while (call.signal?.aborted !== true) {
    const stream = new LiveStream(context, caller, call);
    try {
      for await (const event of stream.events(lastEventId)) {
        awaySince = undefined;
        if (event.name === "return") return;
        if (event.name === "serialized-error") throw refusalIn(event.data);
        if (event.name !== "message" || event.id === undefined) continue;
        lastEventId = event.id;
        yield tracked(event.id, JSON.parse(event.data));
      }
    } catch (error) {
      if (call.signal?.aborted) return;
      if (!stream.wasCut && refusalOf(error).code !== "unavailable") throw error;
      awaySince ??= lastEventId === undefined ? 0 : Date.now();
      if (!stream.wasCut && Date.now() - awaySince > awayMillis) throw error;
    } finally {
      stream.close();
    }
    await wait(reopenMillis, undefined, { signal: call.signal, ref: false }).catch(() => {});
  }
}

/** One connection to the service, with whoever is signed in when it is opened. */
class LiveStream {
  /** Ended by us, to ask again as whoever it is by now. */
  wasCut = false;
  readonly #abort = new AbortController();
  #watch: NodeJS.Timeout | undefined;

  constructor(
    readonly context: ContextName,
    readonly caller: Caller,
    readonly call: LiveCall,
  ) {}

  async *events(lastEventId: string | undefined) {
    const actor = (await this.caller.actorNow?.()) ?? this.caller.actor;
    const answer = await this.#open(actor, lastEventId);
    this.#watchSession(actor);
    answer.setTimeout(silenceMillis, () => this.#abort.abort());
    try {
      yield* readServerSentEvents(answer);
    } catch (error) {
      throw new DomainError("unavailable", { context: this.context }, error);
    }
    // Whatever ends without a word of its end was cut on the way.
    throw new DomainError("unavailable", { context: this.context });
  }

  async #open(actor: Caller["actor"], lastEventId: string | undefined): Promise<IncomingMessage> {
    const { context, caller, call } = this;
    const now = { ...caller, actor, deadline: Date.now() + openingMillis };
    const own = this.#abort.signal;
    const signal = call.signal === undefined ? own : AbortSignal.any([call.signal, own]);
    const query = encodeURIComponent(JSON.stringify(resumed(call.input, lastEventId)));
    const headers = { ...(await serviceHeaders(context, now, call.path)), accept: "text/event-stream" };
    const path = `/api/trpc/${call.path}?input=${query}`;
    const answer = await requestService(context, { method: "GET", path, headers, signal }).catch(
      (error: unknown) => {
        throw new DomainError("unavailable", { context }, error);
      },
    );
    if (String(answer.headers["content-type"] ?? "").startsWith("text/event-stream")) return answer;
    answer.resume();
    throw new DomainError("unavailable", { context }, new Error(`${context} answered ${answer.statusCode}`));
  }

  /** Cuts the stream within a second of a session's end or a change of roles. */
  #watchSession(actor: Caller["actor"]): void {
    const before = JSON.stringify(actor);
    const look = async () => {
      const now = await this.caller.actorNow?.();
      if (now === undefined || JSON.stringify(now) === before) return;
      this.wasCut = true;
      this.#abort.abort();
    };
    this.#watch = setInterval(() => void look().catch(() => {}), askedAgainMillis);
    this.#watch.unref();
  }

  close(): void {
    clearInterval(this.#watch);
    this.#abort.abort();
  }
}

function resumed(input: unknown, lastEventId: string | undefined): unknown {
  if (lastEventId === undefined || typeof input !== "object") return input;
  return { ...input, lastEventId };
}

function refusalIn(data: string): Error {
  return TRPCClientError.from({ error: JSON.parse(data) });
}
