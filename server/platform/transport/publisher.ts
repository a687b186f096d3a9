import type { ContextName } from "@/server/kernel/context-name";
import type { FeedEvent } from "../events";

/** Hands a context's feed to a broker. */
export interface Publisher {
  /** Where the feed goes, as the table of published offsets names it. */
  readonly name: string;
  /** Resolves once the broker has acknowledged all of them, each stream in order; otherwise throws. */
  publish(context: ContextName, events: readonly FeedEvent[]): Promise<void>;
  close(): Promise<void>;
}
